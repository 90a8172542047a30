import { type CheckContext, check, expectServed, isServed, type Trip } from '../../src/suite.ts';

/** Ends the check when an optional endpoint does not answer and the target did not declare that it does. */
function skipIfAbsent(t: CheckContext, { client }: Trip, feature: 'count_tokens' | 'discovery'): void {
  if (isServed(client) || t.target.features[feature] === 'yes') return;
  t.skip(`not served (status ${client.response.status}), which is optional`);
}

export default [
  // Every turn of a session is a POST to this path, streamed or (as a fallback) not.
  check({
    id: 'messages/endpoints/messages',
    title: 'POST /v1/messages is served, streamed and whole, and arrives as such',
    requirements: ['MSG-EP-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const stream of [false, true]) {
        const trip = await t.send(t.turn({ stream }));
        const { id, request } = t.arrived(trip);
        expectServed(t, 'MSG-EP-01', trip, stream ? 'a streamed request' : 'a request without stream');
        const [path = ''] = request.target.split('?');
        // The path of a provider is BRG-01.
        const isExpected = t.target.topology === 'bridge' || path.endsWith('/v1/messages');
        t.expect('MSG-EP-01', request.method === 'POST' && isExpected, {
          expected: 'POST /v1/messages',
          actual: `${request.method} ${path}`,
          where: { exchange: id, part: 'request-line' },
        });
      }
    },
  }),

  // Without it `/context` shows estimates.
  check({
    id: 'messages/endpoints/count-tokens',
    title: 'POST /v1/messages/count_tokens is served',
    requirements: ['MSG-EP-02'],
    vantage: 'client',
    needs: ['count_tokens'],
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ operation: 'count_tokens' }), { input_tokens: 11 });
      skipIfAbsent(t, trip, 'count_tokens');
      expectServed(t, 'MSG-EP-02', trip, 'a token count');
    },
  }),

  // Without it the model picker lists no models of the gateway.
  check({
    id: 'messages/endpoints/models',
    title: 'GET /v1/models is served',
    requirements: ['MSG-EP-03'],
    vantage: 'client',
    needs: ['discovery'],
    disturbs: 'none',
    async run(t) {
      const answer = {
        status: 200,
        body: { data: [{ id: t.target.model, type: 'model' }], has_more: false },
      };
      const trip = await t.send(t.bare('GET', '/v1/models?limit=1000', 'models'), answer);
      skipIfAbsent(t, trip, 'discovery');
      expectServed(t, 'MSG-EP-03', trip, 'the list of models');
    },
  }),
];
