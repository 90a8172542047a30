import { betaRow, type CheckContext, check, expectArrives, PLAIN } from '../../src/suite.ts';

/** What a refusal of beta values names: the values and their header, or on Bedrock no more than what they are. */
function refusedBetas({ format }: CheckContext, values: readonly string[]): readonly string[] {
  return format === 'bedrock' ? ['beta'] : [...values.map((value) => `\`${value}\``), 'anthropic-beta'];
}

export default [
  // A list of known values in a gateway takes away what the next release of the client sends.
  check({
    id: 'canary/headers/unknown-beta',
    title: 'An unknown beta value beside a known one reaches the API',
    requirements: ['MSG-HDR-02', 'BDR-BODY-01'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const beta = t.invent('beta');
      await expectArrives(t, betaRow(t, 'MSG-HDR-02'), {
        baseline: PLAIN,
        spec: { betas: ['interleaved-thinking-2025-05-14', beta], body: { max_tokens: 1 } },
        what: 'the unknown beta value',
        names: refusedBetas(t, [beta]),
        own: [beta],
      });
    },
  }),
];
