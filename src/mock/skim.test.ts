import { expect, test } from 'vitest';
import { skimmed } from './skim.ts';

const MB = 1024 * 1024;

function read(value: unknown): unknown {
  return JSON.parse(Buffer.from(skimmed(Buffer.from(JSON.stringify(value)))).toString());
}

test('a small body comes back as it is', () => {
  const body = Buffer.from(JSON.stringify({ text: 'x'.repeat(MB) }));
  expect(skimmed(body)).toBe(body);
});

test('of a large one only long strings are cut, and only there', () => {
  const long = 'a line\n'.repeat(MB);
  const body = {
    model: 'm',
    stream: true,
    messages: [{ text: long }, { text: 'short "quoted" \\' }],
    n: 1.5,
  };
  const seen = read(body) as typeof body;
  expect({ ...seen, messages: seen.messages.slice(1) }).toEqual({
    ...body,
    messages: body.messages.slice(1),
  });
  const [first] = seen.messages;
  expect(long.startsWith(first?.text ?? '?')).toBe(true);
  expect(first?.text.length).toBeGreaterThan(40_000);
  expect(first?.text.length).toBeLessThan(70_000);
});

test('a large body without long strings keeps its bytes', () => {
  const body = Buffer.from(JSON.stringify(Array.from({ length: 300_000 }, (_, i) => `part ${i} of many`)));
  expect(body.length).toBeGreaterThan(4 * MB);
  expect(skimmed(body)).toBe(body);
});

// Each of these puts another part of an escape where the cut would fall.
test.each(['\\', '"', '\u0001', '\\"', 'ab\\', '\u0001"\\'])('no escape is cut in two: %j', (unit) => {
  for (let shift = 0; shift < 7; shift += 1) {
    const text = 'x'.repeat(shift) + unit.repeat((5 * MB) / unit.length);
    const seen = read({ text, end: 1 }) as { text: string; end: number };
    expect(seen.end).toBe(1);
    expect(text.startsWith(seen.text)).toBe(true);
  }
});

test('what is no JSON does not become any', () => {
  const open = Buffer.from(`{"text":"${'x'.repeat(5 * MB)}`);
  expect(skimmed(open)).toBe(open);
});
