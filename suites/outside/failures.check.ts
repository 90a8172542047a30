import { type Answer, type CheckContext, check, isServed, outcome } from '../../src/suite.ts';

/** Has a request fail, and expects what the provider would answer to a second one not to come back. */
async function expectNotRepeated(t: CheckContext, what: string, failure: Answer): Promise<void> {
  const { client } = await t.send(t.turn(), failure, t.reply());
  t.expect('ERR-13', client.response.status !== 200, {
    expected: `${what} comes back as an error, and the client is left to ask again`,
    actual: `the answer to a second request: ${outcome(client)}`,
    where: { exchange: client.id, part: 'status' },
  });
}

export default [
  // The client waits and asks again by itself: two retriers multiply, and the quota is gone sooner.
  check({
    id: 'outside/failures/rate-limit-not-repeated',
    title: 'A request that the provider throttles is not repeated by the gateway',
    requirements: ['ERR-13'],
    vantage: 'client',
    outside: true,
    rehearsable: true,
    disturbs: 'upstream',
    run: (t) =>
      expectNotRepeated(t, 'a 429', {
        status: 429,
        error: { type: 'rate_limit_error', message: 'Slow down.' },
      }),
  }),

  // The provider had taken the request, and may have done and billed the work.
  check({
    id: 'outside/failures/reset-not-repeated',
    title: 'A request whose connection was reset is not repeated by the gateway',
    requirements: ['ERR-13'],
    vantage: 'client',
    outside: true,
    rehearsable: true,
    disturbs: 'upstream',
    run: (t) => expectNotRepeated(t, 'a reset', { end: 'reset' }),
  }),

  // A model that is not there for one must not take the provider away from all.
  check({
    id: 'outside/failures/refusal-without-consequences',
    title: 'After a refusal by the provider the next request is served',
    requirements: ['GWC-05'],
    vantage: 'client',
    outside: true,
    rehearsable: true,
    disturbs: 'stream',
    async run(t) {
      const error = { type: 'not_found_error', message: 'model: claude-of-tomorrow' };
      await t.send(t.turn(), { status: 404, error });
      const { client } = await t.send(t.turn());
      t.expect('GWC-05', isServed(client), {
        expected: 'the next request is served',
        actual: outcome(client),
        where: { exchange: client.id, part: 'status' },
      });
    },
  }),
];
