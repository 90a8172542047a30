import { expect, test } from 'vitest';
import { readBedrockStream } from '../../wire/bedrock/stream.ts';
import { encodeChunk, encodeErrorFrame, encodeException } from '../encode/event-stream.ts';
import type { GatewayResponse, Middleware } from '../middleware.ts';
import { collect, cutShort, once } from './bytes.ts';
import { dropFrames, editFrames, frames } from './frames.ts';

const START = encodeChunk({ type: 'message_start', message: { id: 'msg_1' } });
const STOP = encodeChunk({
  type: 'message_stop',
  'amazon-bedrock-invocationMetrics': { inputTokenCount: 1 },
});
const EXCEPTION = encodeException('throttlingException', 'Slow down');
const WHOLE = Buffer.concat([START, STOP, EXCEPTION]);

/** What a layer makes of a stream that comes in these pieces, in the pieces that it sends. */
async function through(
  layer: Middleware,
  pieces: readonly Uint8Array[],
  headers: GatewayResponse['headers'] = [['content-type', 'application/vnd.amazon.eventstream']],
): Promise<Buffer[]> {
  const request = {
    method: 'POST',
    target: '/',
    headers: [],
    body: once(''),
    gone: new AbortController().signal,
    connection: {},
  };
  const response = await layer(request, async () => ({
    status: 200,
    headers,
    body: (async function* () {
      yield* pieces;
    })(),
  }));
  const out: Buffer[] = [];
  for await (const bytes of response.body) out.push(Buffer.from(bytes));
  return out;
}

test('a frame leaves with the piece that completes it, with its bytes, whatever the pieces', async () => {
  const same = frames(() => (one) => [one]);
  const pieces = [
    WHOLE.subarray(0, 5),
    WHOLE.subarray(5, START.length + 1),
    WHOLE.subarray(START.length + 1),
  ];
  expect(await through(same, pieces)).toEqual([Buffer.from(START), Buffer.concat([STOP, EXCEPTION])]);
  expect(Buffer.concat(await through(same, [WHOLE.subarray(0, -1)]))).toEqual(WHOLE.subarray(0, -1));
});

test('what is dropped is gone, and what carries no event can be told apart', async () => {
  const error = encodeErrorFrame('InternalFailure', 'Oops');
  const out = Buffer.concat(
    await through(
      dropFrames(({ is }) => is === 'exception'),
      [WHOLE, error],
    ),
  );
  expect(out).toEqual(Buffer.concat([START, STOP, error]));
});

test('an edited event is a whole frame again, and the others keep their bytes', async () => {
  const layer = editFrames((event) => {
    delete event['amazon-bedrock-invocationMetrics'];
  });
  const stream = readBedrockStream(Buffer.concat(await through(layer, [START, STOP, EXCEPTION])));
  expect(stream.events.map(({ event }) => event)).toEqual([
    { type: 'message_start', message: { id: 'msg_1' } },
    { type: 'message_stop' },
  ]);
  expect(stream.frames.every(({ intact }) => intact)).toBe(true);
  expect(Buffer.from(stream.frames[0]?.bytes ?? [])).toEqual(Buffer.from(START));
  expect(Buffer.from(stream.frames[2]?.bytes ?? [])).toEqual(Buffer.from(EXCEPTION));
});

test('other answers and packed streams pass, and a stream that is cut short stays cut', async () => {
  const nothing = dropFrames(() => true);
  const packed = [
    ['content-type', 'application/vnd.amazon.eventstream'],
    ['content-encoding', 'gzip'],
  ] as const;
  expect(Buffer.concat(await through(nothing, [WHOLE], [['content-type', 'text/event-stream']]))).toEqual(
    WHOLE,
  );
  expect(Buffer.concat(await through(nothing, [WHOLE], packed))).toEqual(WHOLE);
  const request = {
    method: 'POST',
    target: '/',
    headers: [],
    body: once(''),
    gone: new AbortController().signal,
    connection: {},
  };
  const response = await editFrames(() => {})(request, async () => ({
    status: 200,
    headers: [['content-type', 'application/vnd.amazon.eventstream']],
    body: cutShort(START, new Error('cut')),
  }));
  await expect(collect(response.body)).rejects.toThrow('cut');
});
