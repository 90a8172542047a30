import { check, countOf, isServed, outcome, type RequirementId } from '../../src/suite.ts';

const ROW: RequirementId = 'BRG-09';

export default [
  // From a number of another model, or of another prompt, compaction comes too early or too late.
  check({
    id: 'bridge/counts/of-the-provider',
    title: "A count is the provider's own, or a 404",
    requirements: ['BRG-09'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const tokens of [4_711, 90_210]) {
        const request = t.turn({ operation: 'count_tokens', strict: true });
        const { client, arrivals, sideCalls } = await t.send(request, { input_tokens: tokens });

        const generated = sideCalls.filter(({ operation }) => operation === 'messages');
        t.expect(ROW, generated.length === 0, {
          expected: 'no invocation of the model for a count',
          actual: `${generated.length} invocations`,
          where: { exchange: generated[0]?.id ?? client.id, part: 'request-line' },
        });
        if (client.response.status === 404 && arrivals.length === 0) continue;
        t.expect(ROW, isServed(client) && countOf(client) === tokens, {
          expected: `input_tokens ${tokens}, as the provider counted, or status 404`,
          actual: outcome(client),
          where: { exchange: client.id, part: 'response-body', path: 'input_tokens' },
        });
      }
    },
  }),
];
