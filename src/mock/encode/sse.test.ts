import { expect, test } from 'vitest';
import { encodeComment, encodeEvent } from './sse.ts';

const delta = (words: string) => ({
  type: 'content_block_delta',
  index: 0,
  delta: { type: 'text_delta', text: words },
});

test('an event is its name, its JSON padded before the last brace, and a blank line', () => {
  const frame = encodeEvent(delta('hi'));
  expect(frame).toMatch(/^event: content_block_delta\ndata: \{.*\} *\}\n\n$/);
  expect(JSON.parse(frame.split('data: ')[1] ?? '')).toEqual(delta('hi'));
});

test('a delta of text is printed as JSON.stringify prints it, whatever members it has and in which order', () => {
  const { type, index, delta: inner } = delta('a "b"\n\u2028 \ud83d\ude00');
  const events = [
    { type, index, delta: inner },
    { index, type, delta: inner },
    { type, index, delta: inner, extra: 1 },
    { type, index, delta: { text: 'x', type: 'text_delta' } },
    { type, index, delta: { ...inner, extra: [] } },
    { type, index, delta: { type: 'text_delta', text: null } },
    { type, index: '0', delta: inner },
    { type, index: Number.NaN, delta: inner },
    { type, index, delta: { type: 'thinking_delta', text: 'x' } },
  ];
  for (const event of events) {
    expect(encodeEvent(event, { padding: false })).toBe(`event: ${type}\ndata: ${JSON.stringify(event)}\n\n`);
  }
});

test('padding differs from event to event, stays below 16, and repeats for the same event', () => {
  const words = Array.from({ length: 200 }, (_, i) => 'word '.repeat(i % 13) + String(i));
  const blanks = words.map((word) => / *(?=\}\n\n$)/.exec(encodeEvent(delta(word)))?.[0].length ?? -1);
  expect(new Set(blanks).size).toBe(16);
  expect(Math.max(...blanks)).toBe(15);
  expect(encodeEvent(delta('same'))).toBe(encodeEvent(delta('same')));
});

test('padding can be switched off and lines can end with CRLF', () => {
  expect(encodeEvent(delta('hi'), { padding: false, lineEnding: '\r\n' })).toBe(
    `event: content_block_delta\r\ndata: ${JSON.stringify(delta('hi'))}\r\n\r\n`,
  );
});

test('a ping is printed with a blank and never padded', () => {
  expect(encodeEvent({ type: 'ping' })).toBe('event: ping\ndata: {"type": "ping"}\n\n');
});

test('an event without a type has no event line', () => {
  expect(encodeEvent({ index: 1 }, { padding: false })).toBe('data: {"index":1}\n\n');
});

test('a comment is a line of its own', () => {
  expect(encodeComment('keep-alive')).toBe(': keep-alive\n\n');
});
