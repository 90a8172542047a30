import { expect, test } from 'vitest';
import { FORMATS } from '../contract/requirement.ts';
import { target } from '../testbed/through.ts';
import { FILLING, MARK } from './check.ts';
import { turn } from './request.ts';

const content = [
  { type: 'text', text: FILLING },
  { type: 'text', text: MARK },
];
const spec = { body: { messages: [{ role: 'user', content }] } };

test.each(FORMATS)('a body is filled to the byte and stays JSON with its mark, %s', (format) => {
  const to = target('http://127.0.0.1', { format });
  for (const fill of [5_000, 5_001, 5_079, 1_000_000]) {
    const { body } = turn({ ...spec, fill }, to, 'calm-otter-1234');
    expect(body?.length).toBe(fill);
    const text = Buffer.from(body ?? []).toString();
    const [turned] = (JSON.parse(text) as { messages: { content: { text: string }[] }[] }).messages;
    expect(turned?.content[0]?.text.length).toBeGreaterThan(4_000);
    expect(turned?.content[1]?.text).toBe('calm-otter-1234');
  }
});

test('a size that is smaller than what must be in it changes nothing', () => {
  const { body } = turn({ ...spec, fill: 1 }, target('http://127.0.0.1'), 'calm-otter-1234');
  expect(JSON.parse(Buffer.from(body ?? []).toString()).messages[0].content[0].text).toBe('');
});

test('a body without a place to fill is refused', () => {
  expect(() => turn({ fill: 1_000 }, target('http://127.0.0.1'), 'calm-otter-1234')).toThrow('{{filling}}');
});
