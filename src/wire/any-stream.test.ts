import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { encodeChunk, encodeException } from '../mock/encode/event-stream.ts';
import { encodeEvent } from '../mock/encode/sse.ts';
import { AnyStream, isBinary, readEventStream } from './any-stream.ts';
import type { JsonObject } from './scenario.ts';

const EVENTS: readonly JsonObject[] = [
  {
    type: 'message_start',
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: 1, output_tokens: 1 },
    },
  },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'hi' } },
  { type: 'content_block_stop', index: 0 },
  {
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { output_tokens: 2 },
  },
  { type: 'message_stop' },
];
const SSE = Buffer.from(EVENTS.map((event) => encodeEvent(event)).join(''));
const BINARY = Buffer.concat(EVENTS.map((event) => encodeChunk(event)));

test.each([
  ['sse', SSE],
  ['binary', BINARY],
] as const)(
  '%s: events, message and byte ranges, whole or byte by byte behind an empty chunk',
  (framing, bytes) => {
    const slow = new AnyStream();
    slow.push(Buffer.alloc(0));
    for (const byte of bytes) slow.push(Buffer.of(byte));
    slow.end();
    for (const stream of [readEventStream(bytes), slow]) {
      expect([stream.framing, stream.defects, stream.failures]).toEqual([framing, [], []]);
      expect(stream.events.map(({ event }) => event)).toEqual(EVENTS);
      expect(stream.message()).toMatchObject({ content: [{ type: 'text', text: 'hi' }] });
      expect(Buffer.concat(stream.frames.map((frame) => frame.bytes)).equals(bytes)).toBe(true);
      for (const { offset, end, bytes: part } of stream.frames) {
        expect(Buffer.from(part).equals(bytes.subarray(offset, end))).toBe(true);
      }
    }
  },
);

test('push and end return the frames of the framing that was found', () => {
  const stream = new AnyStream();
  expect(stream.push(BINARY.subarray(0, 5))).toEqual([]);
  expect(stream.push(BINARY.subarray(5))).toHaveLength(EVENTS.length);
  stream.push(Buffer.of(0));
  expect(stream.end()).toMatchObject([{ complete: false, offset: BINARY.length }]);
});

test('failures are those of the binary framing', () => {
  expect(readEventStream(encodeException('throttlingException', 'x')).failures).toMatchObject([
    { type: 'throttlingException' },
  ]);
});

test('nothing at all counts as an SSE stream without a message', () => {
  const empty = new AnyStream();
  empty.push(Buffer.alloc(0));
  expect(empty.end()).toEqual([]);
  expect([empty.framing, empty.defects.map(({ rule }) => rule)]).toEqual(['sse', ['stream/message-start']]);
});

test('the first byte decides', () => {
  expect([isBinary(BINARY), isBinary(Buffer.of(1)), isBinary(SSE), isBinary(Buffer.alloc(0))]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
