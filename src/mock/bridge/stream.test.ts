import { expect, test } from 'vitest';
import { readStream } from '../../wire/messages/stream.ts';
import type { JsonObject } from '../../wire/scenario.ts';
import { encodeChunk, encodeErrorFrame, encodeException } from '../encode/event-stream.ts';
import { collect } from '../layers/bytes.ts';
import { withPings } from './pings.ts';
import { messagesStream, PING } from './stream.ts';

const START = { type: 'message_start', message: { id: 'msg_1' } };
const STOP = { type: 'message_stop' };
const same = (event: JsonObject) => event;
const stay = new AbortController().signal;

async function* bytes(...pieces: readonly (Uint8Array | string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece instanceof Error) throw piece;
    yield typeof piece === 'string' ? Buffer.from(piece) : piece;
  }
}

async function events(body: AsyncIterable<Uint8Array>, from: 'bedrock' | 'vertex' = 'bedrock') {
  const stream = readStream(await collect(messagesStream(body, from, same, stay)));
  return stream.events.map(({ event }) => event);
}

function failed(type: string, message: string): JsonObject {
  return { type: 'error', error: { type, message } };
}

const BROKEN_OFF = failed('api_error', 'The provider closed the stream before its end.');
const DAMAGED = failed('api_error', 'The stream of the provider cannot be read.');

test('frames become events wherever the network cuts them', async () => {
  const whole = Buffer.concat([START, STOP].map((event) => encodeChunk(event)));
  for (const size of [1, 7, whole.length]) {
    const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, i) =>
      whole.subarray(i * size, (i + 1) * size),
    );
    expect(await events(bytes(...pieces))).toEqual([START, STOP]);
  }
});

test.each([
  ['throttlingException', 'rate_limit_error'],
  ['serviceUnavailableException', 'overloaded_error'],
  ['modelTimeoutException', 'timeout_error'],
  ['validationException', 'invalid_request_error'],
  ['internalServerException', 'api_error'],
  ['modelStreamErrorException', 'api_error'],
  ['somethingNewException', 'api_error'],
])('%s becomes %s, and nothing follows it', async (exception, type) => {
  const frames = [encodeChunk(START), encodeException(exception, 'It said why.'), encodeChunk(STOP)];
  expect(await events(bytes(...frames))).toEqual([START, failed(type, 'It said why.')]);
});

test('an error that is not declared keeps its words', async () => {
  const frames = [encodeChunk(START), encodeErrorFrame('InternalFailure', 'Odd.')];
  expect(await events(bytes(...frames))).toEqual([START, failed('api_error', 'Odd.')]);
});

test('a stream that breaks off, ends early or is damaged ends with an error', async () => {
  expect(await events(bytes(encodeChunk(START), new Error('cut')))).toEqual([START, BROKEN_OFF]);
  expect(await events(bytes(encodeChunk(START)))).toEqual([START, BROKEN_OFF]);
  expect(await events(bytes(encodeChunk(START), 'no frame at all'))).toEqual([START, DAMAGED]);
  expect(await events(bytes())).toEqual([BROKEN_OFF]);
});

test('events of Vertex pass, with comments between them, and an error ends them', async () => {
  const text = (event: JsonObject) => `event: ${event['type']}\ndata: ${JSON.stringify(event)}\n\n`;
  const body = () => bytes(text(START), ': alive\n\n', text(STOP));
  expect(await events(body(), 'vertex')).toEqual([START, STOP]);
  expect((await collect(messagesStream(body(), 'vertex', same, stay))).toString()).toContain(': alive\n\n');
  const error = failed('overloaded_error', 'Busy');
  expect(await events(bytes(text(START), text(error), text(STOP)), 'vertex')).toEqual([START, error]);
});

test('a cut that the client made is not told to it', async () => {
  const left = AbortSignal.abort();
  const stream = messagesStream(bytes(encodeChunk(START), new Error('aborted')), 'bedrock', same, left);
  await expect(collect(stream)).rejects.toThrow('aborted');
});

test('a ping comes for each silence, and none between events that come in time', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isLeft = false;
  async function* source() {
    try {
      yield 'one';
      await held;
      yield 'two';
      yield 'three';
    } finally {
      isLeft = true;
    }
  }
  const seen: string[] = [];
  for await (const member of withPings(source(), 'ping', 5)) {
    seen.push(member);
    if (seen.filter((one) => one === 'ping').length === 2) release();
    if (member === 'two') break;
  }
  expect(seen.slice(0, 3)).toEqual(['one', 'ping', 'ping']);
  expect(seen.at(-1)).toBe('two');
  expect(isLeft).toBe(true);
  expect(Buffer.from(PING).toString()).toBe('event: ping\ndata: {"type": "ping"}\n\n');
});
