import { expect, test } from 'vitest';
import { readBedrockStream } from '../../wire/bedrock/stream.ts';
import { encodeChunk, encodeException } from '../encode/event-stream.ts';
import type { GatewayRequest, Middleware } from '../middleware.ts';
import { collect, once } from './bytes.ts';
import { dropEvents, editEvents, events, written } from './events.ts';

const START = encodeChunk({ type: 'message_start', message: { id: 'msg_1' } });
const STOP = encodeChunk({ type: 'message_stop' });
const EXCEPTION = encodeException('throttlingException', 'Slow down');

/** What a layer makes of a binary stream of these frames. */
async function through(layer: Middleware, ...frames: readonly Uint8Array[]): Promise<Buffer> {
  const request: GatewayRequest = {
    method: 'POST',
    target: '/model/m/invoke-with-response-stream',
    headers: [],
    body: once(''),
    connection: {},
    gone: new AbortController().signal,
  };
  const response = await layer(request, async () => ({
    status: 200,
    headers: [['content-type', 'application/vnd.amazon.eventstream']],
    body: once(Buffer.concat(frames)),
  }));
  return collect(response.body);
}

test('what is not edited keeps its frames, and what is dropped is gone', async () => {
  const same = events(() => (event) => [event]);
  expect(await through(same, START, STOP, EXCEPTION)).toEqual(Buffer.concat([START, STOP, EXCEPTION]));
  expect(
    await through(
      dropEvents(({ name }) => name === 'message_stop'),
      START,
      STOP,
    ),
  ).toEqual(Buffer.from(START));
});

test('an exception is an error like that of Messages, and cannot be edited', async () => {
  const names: (string | undefined)[] = [];
  const layer = events(() => (event) => {
    names.push(event.name);
    return [event];
  });
  await through(layer, START, EXCEPTION);
  expect(names).toEqual(['message_start', 'error']);
  const renamed = editEvents((json) => (json['type'] = 'other'));
  expect(await through(renamed, EXCEPTION)).toEqual(Buffer.from(EXCEPTION));
});

test('an edited or written event is a whole frame again', async () => {
  const edited = await through(
    editEvents((json) => {
      if (json['type'] === 'message_start') json['message'] = { id: 'msg_2' };
    }),
    START,
    STOP,
  );
  expect(edited).toEqual(
    Buffer.concat([encodeChunk({ type: 'message_start', message: { id: 'msg_2' } }), STOP]),
  );
  const own = events(
    () => (event) =>
      event.name === 'error' ? [written({ type: 'message_stop' })] : [written({ type: 'ping' }), event],
  );
  const stream = readBedrockStream(await through(own, START, EXCEPTION));
  expect(stream.events.map(({ event }) => event['type'])).toEqual(['ping', 'message_start', 'message_stop']);
  const failing = events(() => () => [written({ type: 'error', error: { message: 'No' } })]);
  expect(readBedrockStream(await through(failing, STOP)).failures).toMatchObject([
    { kind: 'exception', type: 'modelStreamErrorException', message: 'No' },
  ]);
});
