import { expect, test } from 'vitest';
import type { Middleware } from '../mock/middleware.ts';
import { through } from '../testbed/through.ts';
import { header } from '../wire/headers.ts';
import { messageEnd, messageStart, textBlock } from '../wire/script.ts';
import { SseDecoder } from '../wire/sse.ts';
import { check, type Flow } from './check.ts';
import { isBounded } from './lockstep.ts';

/** Fourteen events of about 120 bytes. */
const ANSWER = {
  steps: [
    messageStart(),
    ...textBlock(0, ...'abcdefghi'.split('').map((letter) => letter.repeat(8))),
    ...messageEnd(),
  ],
};

/** What a stream looked like through a gateway with this layer. */
async function flowThrough(layer: Middleware): Promise<Flow> {
  let flow: Flow | undefined;
  const probe = check({
    id: 'trial/stream/flow',
    title: 'streams',
    requirements: ['MSG-STR-02'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      flow = await t.lockstep({}, ANSWER);
      t.expect('MSG-STR-02', true, { expected: '', actual: '', where: { part: 'event' } });
    },
  });
  const run = await through([layer], [probe]);
  expect(run.stopped).toBeUndefined();
  expect(run.results.map((result) => result.reason)).toEqual([undefined]);
  if (!flow) throw new Error('the check did not run');
  return flow;
}

/** Passes the bytes of a stream on as `regroup` says, and anything else unchanged. */
function regrouped(regroup: (body: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>): Middleware {
  return async (request, next) => {
    const response = await next(request);
    const streamed = header(response.headers, 'content-type')?.startsWith('text/event-stream');
    return streamed ? { ...response, body: regroup(response.body) } : response;
  };
}

async function* frames(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new SseDecoder();
  for await (const bytes of body) for (const frame of decoder.push(bytes)) yield frame.bytes;
}

test('a gateway that relays at once is in step', async () => {
  const flow = await flowThrough((request, next) => next(request));
  expect(flow).toMatchObject({ kind: 'in-step', lagEvents: 0 });
  expect(flow.trip.client.ended).toBe('complete');
});

test('a gateway that sends each event with the next one lags within the bound', async () => {
  const lookAhead = regrouped(async function* (body) {
    let held: Uint8Array | undefined;
    for await (const frame of frames(body)) {
      if (held) yield held;
      held = frame;
    }
    if (held) yield held;
  });
  const flow = await flowThrough(lookAhead);
  // One event on an idle machine; a busy one may need a second gate, which is within the bound, too.
  expect(flow).toMatchObject({ kind: 'lagging', heldEvent: 0 });
  expect(isBounded(flow.lagEvents, flow.lagBytes)).toBe(true);
});

test('pings of the gateway do not stand for events that it holds', async () => {
  const PING = Buffer.from('event: ping\ndata: {"type":"ping"}\n\n');
  const pinging = regrouped(async function* (body) {
    let held: Uint8Array | undefined;
    for await (const frame of frames(body)) {
      if (held) yield held;
      held = frame;
      yield PING;
    }
    if (held) yield held;
  });
  const flow = await flowThrough(pinging);
  expect(flow).toMatchObject({ kind: 'lagging', heldEvent: 0 });
  expect(isBounded(flow.lagEvents, flow.lagBytes)).toBe(true);
});

test('a gateway that collects the whole answer buffers', async () => {
  const collecting = regrouped(async function* (body) {
    const all: Uint8Array[] = [];
    for await (const bytes of body) all.push(bytes);
    yield Buffer.concat(all);
  });
  expect(await flowThrough(collecting)).toMatchObject({ kind: 'buffered', heldEvent: 0 });
});

test.each(['content_block_stop', 'message_stop'])('a gateway that loses %s delays nothing', async (name) => {
  const losing = regrouped(async function* (body) {
    for await (const frame of frames(body)) {
      if (!Buffer.from(frame).toString().includes(name)) yield frame;
    }
  });
  expect(await flowThrough(losing)).toMatchObject({ kind: 'in-step', lagEvents: 0 });
});

test('a gateway that loses all but the first event stalls', async () => {
  const losing = regrouped(async function* (body) {
    let first = true;
    for await (const frame of frames(body)) {
      if (first) yield frame;
      first = false;
    }
  });
  expect(await flowThrough(losing)).toMatchObject({ kind: 'stalled', heldEvent: 1 });
});
