import {
  bodyChanges,
  type CheckContext,
  check,
  countMisfit,
  expectKept,
  expectNothingAdded,
  isServed,
  outcome,
  type Trip,
  type TurnSpec,
} from '../../src/suite.ts';

/** Clean ways to say that there is no token counting. */
const NOT_SERVED = [404, 405, 501];
const TOKENS = 4_711;

/** Counts through the gateway; ends the check where that is not served, and nobody said that it is. */
async function count(t: CheckContext, spec: TurnSpec = {}): Promise<Trip> {
  const trip = await t.send(t.turn({ operation: 'count_tokens', ...spec }), { input_tokens: TOKENS });
  // AWS refuses a signature, or its absence, with 403.
  if (trip.arrivals[0]?.response.status === 403)
    t.blocked('BDR-HDR-02', 'the upstream refuses the signature');
  const isAbsent = NOT_SERVED.includes(trip.client.response.status);
  if (isAbsent && t.target.features.count_tokens !== 'yes') t.skip('the gateway serves no token counting');
  return trip;
}

export default [
  // Without it `/context` shows estimates; with the count of another API it shows nothing.
  check({
    id: 'bedrock/count-tokens/returns-a-count',
    title: 'POST /model/{id}/count-tokens answers with {"inputTokens": n}',
    requirements: ['CNT-05'],
    vantage: 'upstream',
    needs: ['count_tokens'],
    disturbs: 'none',
    async run(t) {
      const { client, arrivals, sideCalls } = await count(t);

      const misfit = countMisfit(client);
      t.expect('CNT-05', client.response.status === 200 && misfit === undefined, {
        expected: 'status 200 and {"inputTokens": n}',
        actual: `${misfit ?? ''} ${outcome(client)}`.trim(),
        where: { exchange: client.id, part: 'response-body', path: 'inputTokens' },
      });
      // A gateway may count by itself; where it asks, it asks for a count.
      const arrival = arrivals[0] ?? sideCalls[0];
      if (!arrival) return;
      t.expect('CNT-05', /\/count-tokens(\?|$)/.test(arrival.request.target), {
        expected: 'POST .../count-tokens',
        actual: `${arrival.request.method} ${arrival.request.target}`,
        where: { exchange: arrival.id, part: 'request-line' },
      });
    },
  }),

  // What is counted is inside base64, where a gateway that edits bodies does not look, or looks too closely.
  check({
    id: 'bedrock/count-tokens/inner-body',
    title: 'The body inside input.invokeModel.body arrives unchanged',
    requirements: ['CNT-05b'],
    vantage: 'upstream',
    needs: ['count_tokens'],
    disturbs: 'none',
    async run(t) {
      const input_schema = { type: 'object', properties: { command: { type: 'string' } } };
      const spec: TurnSpec = {
        betas: ['token-counting-2024-11-01', t.invent('beta')],
        body: {
          max_tokens: 64,
          system: [{ type: 'text', text: 'You count: 漢字.', cache_control: { type: 'ephemeral' } }],
          tools: [{ name: t.invent('tool'), description: 'Runs.', input_schema }],
          [t.invent('field')]: { kept: true },
        },
      };
      const trip = await count(t, spec);
      if (isServed(trip.client) && trip.arrivals.length === 0) t.skip('the gateway counts by itself');
      t.arrived(trip);
      // What messages lose, too, is told once, by the rows about bodies.
      const message = await t.send(t.turn(spec));
      if (bodyChanges(message, t.arrived(message)).meaning.length > 0) {
        t.blocked('MSG-BODY-01', 'messages are altered in the same way');
      }

      expectKept(t, 'CNT-05b', trip, ['']);
      expectNothingAdded(t, 'CNT-05b', trip, () => true);
    },
  }),
];
