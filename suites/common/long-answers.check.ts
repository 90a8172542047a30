import {
  breach,
  type CheckContext,
  check,
  type Held,
  held,
  heldMs,
  isServed,
  SILENCES,
  type Trip,
} from '../../src/suite.ts';

/**
 * Seconds that a whole answer takes: beyond the 30, 60 and 100 after which common products cut. At two minutes the
 * Claude apps gateway does by default (`upstream_ttfb_ms`), so that no MUST can go as far.
 */
const WHOLE = [35, 65, 110] as const;
const CONTENT = [{ type: 'text', text: 'It took a while.' }];

/** Requests without streaming whose answers the upstream holds back. */
function heldWhole(t: CheckContext): Promise<readonly Held[]> {
  return held(t, WHOLE, {}, (eventDelay) => ({ message: { content: CONTENT }, delivery: { eventDelay } }));
}

const isWhole = ({ client }: Trip) => isServed(client);

export default [
  // Without streaming nothing moves until the whole answer is there: each timeout on the way counts in full.
  check({
    id: 'common/long-answers/whole',
    title: `An answer without streaming may take ${WHOLE.join(', ')} seconds`,
    requirements: ['LIM-04'],
    vantage: 'upstream',
    disturbs: 'none',
    slow: true,
    takes: 115,
    async run(t) {
      const answers = await heldWhole(t);
      for (const { trip } of answers) t.arrived(trip);

      const found = breach(t, answers, isWhole);
      t.expect('LIM-04', !found, {
        expected: `answers after ${WHOLE.join(', ')} s`,
        actual: found?.text ?? 'all of them',
        where: { exchange: found?.broken.trip.client.id ?? '', part: 'status' },
      });
    },
  }),

  // A gateway that gives up first makes the client ask, and pay, for the same answer again.
  check({
    id: 'common/long-answers/no-early-timeout',
    title: 'No 408 or 504 of the gateway comes before the client itself gives up',
    requirements: ['ERR-20'],
    vantage: 'upstream',
    disturbs: 'none',
    slow: true,
    takes: 115,
    async run(t) {
      const answers = await heldWhole(t);
      for (const { trip } of answers) t.arrived(trip);

      const isPatient = ({ client }: Trip) =>
        client.response.status !== 408 && client.response.status !== 504;
      const found = breach(t, answers, isPatient);
      if (!found && !answers.every(({ trip }) => isWhole(trip)))
        t.blocked('LIM-04', 'an answer that takes long does not come at all');
      t.expect('ERR-20', !found, {
        expected: 'no status 408 or 504 of the gateway',
        actual: found?.text ?? 'none',
        where: { exchange: found?.broken.trip.client.id ?? '', part: 'status' },
      });
    },
  }),

  // A pause at the desk is longer than the keep-alive of most servers; the next prompt meets what they left.
  check({
    id: 'common/long-answers/kept-connection',
    title: `A connection that has rested for ${SILENCES.join(', ')} seconds can be used again`,
    requirements: ['LIM-08'],
    vantage: 'client',
    disturbs: 'none',
    slow: true,
    takes: 130,
    async run(t) {
      const rested = await Promise.all(
        SILENCES.map(async (seconds) => {
          const line = t.invent('word');
          const before = await t.send(t.turn({ line, unbilled: true }));
          await t.pause(heldMs(t, seconds));
          return { seconds, before, after: await t.send(t.turn({ line, unbilled: true })) };
        }),
      );

      if (!rested.every(({ before }) => isWhole(before)))
        t.skip('plain requests are refused before there was any pause');
      const lost = rested.find(({ after }) => !isWhole(after));
      const longest = rested.findLast(
        ({ seconds, after }) => isWhole(after) && seconds < (lost?.seconds ?? 0),
      );
      const first = lost?.after.client;
      t.expect('LIM-08', !lost, {
        expected: `an answer after pauses of ${SILENCES.join(', ')} s`,
        actual:
          `${longest ? `one after ${longest.seconds} s; ` : ''}after ${lost?.seconds} s status ${first?.response.status}, ${first?.ended} ${first?.detail ?? ''}`.trim(),
        where: { exchange: first?.id ?? '', part: 'connection' },
      });
    },
  }),
];
