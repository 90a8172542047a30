import { Buffer } from 'node:buffer';
import { EventStreamCodec, type MessageHeaders } from '@smithy/eventstream-codec';
import { expect, test } from 'vitest';
import { encodeChunk, encodeErrorFrame, encodeException } from '../../mock/encode/event-stream.ts';
import { invocationMetrics } from '../../mock/encode/invocation.ts';
import type { JsonObject } from '../scenario.ts';
import { BedrockStream, readBedrockStream } from './stream.ts';

const START: JsonObject = {
  type: 'message_start',
  message: {
    id: 'msg_bdrk_1',
    type: 'message',
    role: 'assistant',
    model: 'claude',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { input_tokens: 1, output_tokens: 3 },
  },
};
const open = (index: number): JsonObject => ({
  type: 'content_block_start',
  index,
  content_block: { type: 'text', text: '' },
});
const add = (index: number, text: string): JsonObject => ({
  type: 'content_block_delta',
  index,
  delta: { type: 'text_delta', text },
});
const close = (index: number): JsonObject => ({ type: 'content_block_stop', index });
const FINISH: JsonObject = {
  type: 'message_delta',
  delta: { stop_reason: 'end_turn', stop_sequence: null },
  usage: { output_tokens: 5 },
};
const STOP: JsonObject = { type: 'message_stop' };
const HELLO = [START, open(0), add(0, 'hel'), add(0, 'lo'), close(0), FINISH];
const METRICS = {
  'amazon-bedrock-invocationMetrics': invocationMetrics({ input_tokens: 1, output_tokens: 5 }),
};
const WHOLE = [...HELLO, { ...STOP, ...METRICS }].map((event) => encodeChunk(event));

const read = (...frames: readonly Uint8Array[]) => readBedrockStream(Buffer.concat(frames));
const chunks = (...events: readonly JsonObject[]) => events.map((event) => encodeChunk(event));
const rules = (...frames: readonly Uint8Array[]) => read(...frames).defects.map(({ rule }) => rule);
const texts = (...frames: readonly Uint8Array[]) => read(...frames).defects.map(({ text }) => text);

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString('utf8'),
  (text) => Buffer.from(text),
);
/** A frame with these text headers; the ones of a chunk where nothing else is said, `null` leaves one out. */
function odd(headers: Readonly<Record<string, string | null>>, body = '{"bytes":""}'): Uint8Array {
  const all = {
    ':event-type': 'chunk',
    ':content-type': 'application/json',
    ':message-type': 'event',
    ...headers,
  };
  const kept: MessageHeaders = Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) =>
      value === null ? [] : [[name, { type: 'string', value }]],
    ),
  );
  return codec.encode({ headers: kept, body: Buffer.from(body) });
}
const chunkOf = (text: string) => odd({}, JSON.stringify({ bytes: Buffer.from(text).toString('base64') }));

test('a plain stream has no defects and adds up to its message', () => {
  const stream = read(...WHOLE);
  expect([stream.defects, stream.failures]).toEqual([[], []]);
  expect(stream.events.map(({ event }) => event['type'])).toEqual([
    ...HELLO.map((event) => event['type']),
    'message_stop',
  ]);
  expect(stream.message()).toMatchObject({
    content: [{ type: 'text', text: 'hello' }],
    stop_reason: 'end_turn',
    usage: { input_tokens: 1, output_tokens: 5 },
  });
  expect(Buffer.concat(stream.frames.map(({ bytes }) => bytes)).equals(Buffer.concat(WHOLE))).toBe(true);
});

test('events and failures are there with the push that completes their frame', () => {
  const stream = new BedrockStream();
  const [first = Buffer.alloc(0), ...rest] = WHOLE;
  expect([stream.push(first.subarray(0, -1)).length, stream.events.length]).toEqual([0, 0]);
  expect([stream.push(first.subarray(-1)).length, stream.events.length]).toEqual([1, 1]);
  for (const frame of rest.slice(0, 2)) stream.push(frame);
  expect(stream.push(encodeException('throttlingException', 'Slow down'))).toMatchObject([{ kind: 'event' }]);
  expect([stream.events.length, stream.failures.length]).toEqual([3, 1]);
});

test('an exception or an error ends the stream legally, first or midway', () => {
  const exception = encodeException('throttlingException', 'Slow down');
  const error = encodeErrorFrame('InternalFailure', 'Oops');
  expect(read(exception)).toMatchObject({
    defects: [],
    failures: [
      { kind: 'exception', type: 'throttlingException', message: 'Slow down', frame: { offset: 0 } },
    ],
  });
  expect(read(...WHOLE.slice(0, 3), error)).toMatchObject({
    defects: [],
    failures: [{ kind: 'error', type: 'InternalFailure', message: 'Oops' }],
  });
  const inside = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
  expect(read(...WHOLE.slice(0, 3), ...chunks(inside))).toMatchObject({ defects: [], failures: [] });
});

test('nothing may follow the end, and no failure either', () => {
  const exception = encodeException('throttlingException', 'Slow down');
  expect(rules(exception, ...chunks(STOP))).toEqual(['stream/after-stop']);
  expect(rules(...WHOLE, exception)).toEqual(['stream/after-stop']);
});

test('the grammar is that of Messages', () => {
  expect(rules(...chunks(...HELLO))).toEqual(['stream/message-stop']);
  expect(rules(...chunks(...HELLO.toSpliced(1, 1), STOP))).toEqual(['stream/block-start']);
  expect(rules(...chunks(START, open(0), close(0), add(0, 'x'), FINISH, STOP))).toEqual([
    'stream/block-stop',
  ]);
  expect(rules()).toEqual(['stream/message-start']);
});

test('frames that readers pass over are keep-alives', () => {
  const passed = [odd({ ':event-type': 'ping' }, 'x'), chunkOf('{}'), chunkOf('{"keepalive":true}')];
  const stream = read(...WHOLE.slice(0, 3), ...passed, ...WHOLE.slice(3));
  expect(stream.defects).toEqual([]);
  expect(stream.frames.filter(({ kind }) => kind === 'keep-alive').length).toBe(passed.length);
  expect(stream.events.length).toBe(WHOLE.length);
  // An event that lost its type is lost to the client, which is no keep-alive.
  const { type: _type, ...typeless } = add(0, 'x');
  expect(rules(...WHOLE.slice(0, 3), ...chunks(typeless), ...WHOLE.slice(3))).toEqual(['stream/shape']);
});

test.each([
  [
    'bedrock/headers',
    ':message-type is missing; there are event, exception and error',
    odd({ ':message-type': null }),
  ],
  [
    'bedrock/headers',
    ':message-type is "data"; there are event, exception and error',
    odd({ ':message-type': 'data' }),
  ],
  ['bedrock/headers', 'an event frame without :event-type', odd({ ':event-type': null })],
  [
    'bedrock/headers',
    ':content-type of a chunk is "text/plain", not application/json',
    odd({ ':content-type': 'text/plain' }, JSON.stringify({ bytes: Buffer.from('{}').toString('base64') })),
  ],
  ['bedrock/payload', 'the payload of a chunk is no JSON object', odd({}, '[1]')],
  [
    'bedrock/payload',
    'the payload of a chunk is no JSON object: expected a value, found the end',
    odd({}, ''),
  ],
  ['bedrock/payload', 'bytes of a chunk is missing', odd({}, '{"p":"abc"}')],
  ['bedrock/payload', 'bytes of a chunk is no base64', odd({}, '{"bytes":"e30"}')],
  ['bedrock/payload', 'bytes of a chunk is no base64', odd({}, '{"bytes":"e3-_"}')],
  ['bedrock/event', 'the bytes of a chunk are no JSON object', chunkOf('7')],
])('%s: %s', (rule, text, frame) => {
  const { defects } = read(...WHOLE.slice(0, 3), frame, ...WHOLE.slice(3));
  const offset = Buffer.concat(WHOLE.slice(0, 3)).length;
  expect(defects).toEqual([{ offset, rule, text }]);
});

test.each([
  [
    'bedrock/headers',
    'an exception frame without :exception-type',
    odd({ ':message-type': 'exception' }, '{"message":"x"}'),
  ],
  ['bedrock/headers', 'an error frame without :error-code', odd({ ':message-type': 'error' })],
  [
    'bedrock/payload',
    'the payload of an exception: message: expected a string, found nothing',
    odd({ ':message-type': 'exception', ':exception-type': 'a' }, '{}'),
  ],
  [
    'bedrock/payload',
    'the payload of an exception: expected a value, found the end',
    odd({ ':message-type': 'exception', ':exception-type': 'a' }, ''),
  ],
])('a damaged failure ends the stream all the same: %s %s', (rule, text, frame) => {
  const stream = read(...WHOLE.slice(0, 3), frame);
  expect(stream.defects).toMatchObject([{ rule, text }]);
  expect(stream.failures).toHaveLength(1);
});

test('a frame that was altered on the way is one defect, readable or not', () => {
  const damage = (at: number) => {
    const [, , third = Buffer.alloc(0)] = WHOLE;
    const bytes = Buffer.from(third);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    return [...WHOLE.slice(0, 2), bytes, ...WHOLE.slice(3)];
  };
  const padding = (WHOLE[2]?.length ?? 0) - 10;
  expect(rules(...damage(padding))).toEqual(['frame/crc']);
  expect(read(...damage(padding)).events).toHaveLength(WHOLE.length);
  for (let at = 12; at < 120; at += 1) expect(rules(...damage(at))[0]).toBe('frame/crc');
});

test('a stream whose framing is lost is not blamed for its end', () => {
  const text = Buffer.from('event: error\ndata: {}\n\n');
  expect(rules(...WHOLE.slice(0, 3), text)).toEqual(['frame/prelude-crc']);
  expect(texts(...WHOLE.slice(0, 3), text)[0]).toContain('nothing from here on can be read');
});

test('a stream that breaks off within a frame lacks its end, too', () => {
  const bytes = Buffer.concat(WHOLE);
  expect(rules(bytes.subarray(0, -3))).toEqual(['frame/truncated', 'stream/message-stop']);
});

const { usage: _usage, ...UNCOUNTED } = FINISH;
const blocked = (action: string): JsonObject => ({
  type: 'message_stop',
  'amazon-bedrock-guardrailAction': action,
  'amazon-bedrock-trace': { guardrail: {} },
});

test('a reply that a guardrail blocked: no usage, and events that point at a stopped block', () => {
  const late = [START, open(0), add(0, 'hel'), close(0), add(0, 'Sorry'), close(0), UNCOUNTED];
  expect(rules(...chunks(...late, blocked('INTERVENED')))).toEqual([]);
  const again = [START, open(0), close(0), open(0), add(0, 'Sorry'), close(0), UNCOUNTED];
  expect(rules(...chunks(...again, blocked('INTERVENED')))).toEqual([]);
});

test('what a guardrail did not block has no such liberty', () => {
  const late = [START, open(0), close(0), add(0, 'Sorry'), UNCOUNTED];
  const expected = ['stream/block-stop', 'stream/usage'];
  expect(rules(...chunks(...late, STOP))).toEqual(expected);
  expect(rules(...chunks(...late, blocked('NONE')))).toEqual(expected);
});

test('what a guardrail blocked is judged in all else', () => {
  const end = [UNCOUNTED, blocked('INTERVENED')];
  expect(rules(...chunks(START, add(1, 'x'), ...end))).toEqual(['stream/block-start', 'stream/block-stop']);
  expect(rules(...chunks(START, open(0), ...end))).toEqual(['stream/block-stop']);
  expect(rules(...chunks(START, ...end, STOP))).toEqual(['stream/message-stop']);
  expect(rules(...chunks(START, { ...FINISH, usage: { output_tokens: 1 } }, blocked('INTERVENED')))).toEqual([
    'stream/usage',
  ]);
});
