import { responseBody } from '../net/exchange.ts';
import type { Answer } from '../wire/scenario.ts';
import { streamEvents } from './answer.ts';
import type { CheckContext, Trip, TurnSpec } from './check.ts';
import { outcome } from './context.ts';

/** Seconds below, between and beyond the 30, 60 and 120 after which common products cut. */
export const SILENCES = [20, 35, 65, 125] as const;

/** Milliseconds that so many seconds of the contract take at the scale of the run. */
export function heldMs({ scale }: CheckContext, seconds: number): number {
  return Math.round(seconds * 1000 * scale.time);
}

/** A request of which the answer was held back. */
export interface Held {
  readonly seconds: number;
  readonly trip: Trip;
}

/**
 * Sends a request for each of the silences, all at once, and waits for the end of all.
 * @param answer what the upstream plays for a silence of so many milliseconds
 */
export async function held(
  t: CheckContext,
  silences: readonly number[],
  spec: TurnSpec,
  answer: (ms: number) => Answer,
): Promise<readonly Held[]> {
  const opened = await Promise.all(
    silences.map(async (seconds) => {
      const ms = heldMs(t, seconds);
      return { seconds, live: await t.open(t.turn({ ...spec, hold: ms }), answer(ms)) };
    }),
  );
  return Promise.all(opened.map(async ({ seconds, live }) => ({ seconds, trip: await live.finish() })));
}

/** Whether a stream came to its end. */
export function isFinished({ client }: Trip): boolean {
  return client.ended === 'complete' && streamEvents(client).some(({ type }) => type === 'message_stop');
}

/**
 * What was seen when not every silence was borne: the longest that was, the shortest that was not, after how
 * long the gateway gave up, and how. Undefined when all were.
 * @param all in order of their length
 */
export function breach(
  t: CheckContext,
  all: readonly Held[],
  isBorne: (trip: Trip) => boolean,
): { readonly broken: Held; readonly text: string } | undefined {
  const broken = all.find(({ trip }) => !isBorne(trip));
  if (!broken) return undefined;
  const longest = all.findLast(({ seconds, trip }) => seconds < broken.seconds && isBorne(trip));
  const passed = longest ? `${longest.seconds} s passed; ` : '';
  const after = Math.round(longestGap(broken.trip) / 1000 / t.scale.time);
  return {
    broken,
    text: `${passed}one of ${broken.seconds} s ended after ${after} s with ${endingOf(broken.trip)}`,
  };
}

/** The longest time without a byte for the client, in milliseconds. */
function longestGap({ client }: Trip): number {
  const times = [0, ...client.response.chunks.map(({ ms }) => ms), client.endedMs];
  return Math.max(...times.slice(1).map((ms, at) => ms - (times[at] ?? 0)));
}

/** How an answer ended that is not whole, in words. */
function endingOf({ client }: Trip): string {
  const { ended, response, detail } = client;
  if (response.status !== 200)
    return response.status === 0 ? `no answer (${detail ?? ended})` : outcome(client);
  const error = streamEvents(client).find(({ type }) => type === 'error');
  if (error) return `an error event: ${JSON.stringify(error)}`;
  const received = `${responseBody(client).length} bytes`;
  if (ended === 'complete') return `a clean end after ${received}, as if all were said`;
  if (ended === 'reset') return `a reset of the connection after ${received}`;
  if (ended === 'timeout') return `nothing: after ${received} our client gave up`;
  return `a connection that was closed in the middle of the answer, after ${received}`;
}
