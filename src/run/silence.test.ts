import { expect, test } from 'vitest';
import type { Exchange } from '../net/exchange.ts';
import type { CheckContext, Trip } from './check.ts';
import { breach, type Held, isFinished } from './silence.ts';

/** A run in which a second of the contract takes ten milliseconds. */
const t = { scale: { time: 1 / 100, size: 1 } } as CheckContext;
const START = 'event: message_start\ndata: {"type":"message_start"}\n\n';
const STOP = 'event: message_stop\ndata: {"type":"message_stop"}\n\n';
const ERROR =
  'event: error\ndata: {"type":"error","error":{"type":"timeout_error","message":"Too long."}}\n\n';

/** A stream that came in these pieces: milliseconds and text. */
function trip(
  pieces: readonly (readonly [number, string])[],
  end: Pick<Exchange, 'ended' | 'endedMs'> & Partial<Pick<Exchange, 'detail'>>,
  status = 200,
): Trip {
  const chunks = pieces.map(([ms, text]) => ({ ms, bytes: Buffer.from(text) }));
  const headers = [['content-type', status === 200 ? 'text/event-stream' : 'application/json']] as const;
  const client = {
    request: { method: 'POST', target: '/v1/messages', headers: [], body: Buffer.alloc(0), complete: true },
    response: { status, headers, chunks },
    transport: 'http/1.1',
    ...end,
  } as Partial<Exchange> as Exchange;
  return { client, arrivals: [], sideCalls: [] } as Partial<Trip> as Trip;
}

function whole(seconds: number): Held {
  const ms = seconds * 10;
  const pieces = [[1, START] as const, [ms, STOP] as const];
  return { seconds, trip: trip(pieces, { ended: 'complete', endedMs: ms + 1 }) };
}

test('nothing is said when every silence was borne', () => {
  expect(breach(t, [whole(20), whole(35)], isFinished)).toBeUndefined();
});

test.each([
  ['complete', 'a clean end after 53 bytes, as if all were said'],
  ['reset', 'a reset of the connection after 53 bytes'],
  ['cut', 'a connection that was closed in the middle of the answer, after 53 bytes'],
  ['timeout', 'nothing: after 53 bytes our client gave up'],
] as const)('a silence that ended as %s is named with the longest that passed', (ended, how) => {
  const cut = { seconds: 65, trip: trip([[1, START]], { ended, endedMs: 601 }) };
  const found = breach(t, [whole(20), whole(35), cut], isFinished);
  expect(found?.broken).toBe(cut);
  expect(found?.text).toBe(`35 s passed; one of 65 s ended after 60 s with ${how}`);
});

test('an error event is shown, and the time before it', () => {
  const pieces = [[1, START] as const, [501, ERROR] as const];
  const cut = { seconds: 65, trip: trip(pieces, { ended: 'complete', endedMs: 502 }) };
  expect(breach(t, [cut], isFinished)?.text).toMatch(
    /^one of 65 s ended after 50 s with an error event: \{.+timeout_error/,
  );
});

test('another status, or none, is shown', () => {
  const late = { seconds: 65, trip: trip([[600, '{"a":1}']], { ended: 'complete', endedMs: 600 }, 504) };
  expect(breach(t, [late], isFinished)?.text).toBe(
    'one of 65 s ended after 60 s with the gateway answered 504: {"a":1}',
  );
  const none = { seconds: 20, trip: trip([], { ended: 'refused', endedMs: 100, detail: 'ECONNRESET' }, 0) };
  expect(breach(t, [none], isFinished)?.text).toBe(
    'one of 20 s ended after 10 s with no answer (ECONNRESET)',
  );
});
