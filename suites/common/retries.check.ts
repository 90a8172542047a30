import { type Answer, type CheckContext, check, messageStart, textBlock } from '../../src/suite.ts';

/** Expects one request at the upstream for a request that it answers in this way. */
async function expectOnce(
  t: CheckContext,
  requirement: 'ERR-13' | 'GWC-08',
  stream: boolean,
  answer: Answer,
): Promise<void> {
  const trip = await t.send(t.turn({ stream }), answer);

  t.arrived(trip);
  t.expect(requirement, trip.arrivals.length === 1, {
    expected: 'one request at the upstream',
    actual: `${trip.arrivals.length} requests for one of the client`,
    where: { exchange: trip.arrivals.at(-1)?.id ?? '', part: 'request-line' },
  });
}

export default [
  // The client waits and asks again by itself: two retriers multiply, and the quota is gone sooner.
  check({
    id: 'common/retries/not-on-429',
    title: 'A request that the upstream throttles is not repeated by the gateway',
    requirements: ['ERR-13'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      const error = { type: 'rate_limit_error', message: 'Slow down.' };
      await expectOnce(t, 'ERR-13', false, { status: 429, error });
    },
  }),

  // The upstream had taken the request, and may have done and billed the work.
  check({
    id: 'common/retries/not-after-a-reset',
    title: 'A request whose connection was reset is not repeated by the gateway',
    requirements: ['ERR-13'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      await expectOnce(t, 'ERR-13', false, { end: 'reset' });
    },
  }),

  // After the first byte a repeat gives two answers in one: text twice, tools run twice.
  check({
    id: 'common/retries/not-mid-stream',
    title: 'A stream that broke off is not asked for again by the gateway',
    requirements: ['GWC-08'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      const opening = [messageStart(), ...textBlock(0, 'Broken off ').slice(0, -1)];
      await expectOnce(t, 'GWC-08', true, { steps: [...opening, { end: 'reset' }] });
    },
  }),
];
