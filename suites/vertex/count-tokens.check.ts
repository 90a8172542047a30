import { check, countMisfit, outcome, predictionOf } from '../../src/suite.ts';

/** Clean ways to say that there is no token counting. */
const NOT_SERVED = [404, 405, 501];

export default [
  // Without it `/context` shows estimates. Its path looks like that of a model which no list has.
  check({
    id: 'vertex/count-tokens/returns-a-count',
    title: 'count-tokens:rawPredict answers with a number and arrives on the same path',
    requirements: ['CNT-06'],
    vantage: 'upstream',
    needs: ['count_tokens'],
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ operation: 'count_tokens' }), { input_tokens: 4_711 });
      const { client, arrivals, sideCalls } = trip;
      const isAbsent = NOT_SERVED.includes(client.response.status);
      if (isAbsent && t.target.features.count_tokens !== 'yes')
        t.skip('the gateway serves no token counting');

      const misfit = countMisfit(client);
      t.expect('CNT-06', client.response.status === 200 && misfit === undefined, {
        expected: 'status 200 and {"input_tokens": n}',
        actual: `${misfit ?? ''} ${outcome(client)}`.trim(),
        where: { exchange: client.id, part: 'response-body' },
      });
      const arrival = arrivals[0] ?? sideCalls[0];
      if (!arrival) return;
      const { model, method } = predictionOf(arrival.request.target) ?? {};
      t.expect('CNT-06', model === 'count-tokens' && method === 'rawPredict', {
        expected: 'the path .../models/count-tokens:rawPredict',
        actual: arrival.request.target,
        where: { exchange: arrival.id, part: 'request-line' },
      });
    },
  }),
];
