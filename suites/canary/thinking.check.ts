import { check, expectArrives, isServed, MARK, planted, type Sample } from '../../src/suite.ts';

const HISTORY = {
  messages: [
    { role: 'user', content: [{ type: 'text', text: 'Is seven a prime?' }] },
    { role: 'assistant', content: [{ type: 'text', text: 'Yes.' }] },
    { role: 'user', content: [{ type: 'text', text: `And nine? (${MARK})` }] },
  ],
};
const ADAPTIVE: Sample = {
  name: 'adaptive thinking',
  spec: { body: { ...HISTORY, max_tokens: 1, thinking: { type: 'adaptive' } } },
};
/** For models that do not choose by themselves how long they think: the least they may be given. */
const ENABLED: Sample = {
  name: 'thinking',
  spec: { body: { ...HISTORY, max_tokens: 1025, thinking: { type: 'enabled', budget_tokens: 1024 } } },
};
/** No signature that the service ever gave is anything but base64. */
const FORGED = {
  type: 'thinking',
  thinking: 'It has no divisors.',
  signature: 'made up: nobody signed this',
};

export default [
  // A history without its thoughts is accepted, and the model begins each step anew.
  check({
    id: 'canary/thinking/signature-arrives',
    title: 'A thinking block in the history reaches the API with its signature',
    requirements: ['MSG-BODY-06'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await t.controls();
      const { client } = await t.sample(ADAPTIVE);
      const baseline = isServed(client) ? ADAPTIVE : ENABLED;
      await expectArrives(t, 'MSG-BODY-06', {
        baseline,
        spec: planted(baseline, { 'messages.1.content': [FORGED, { type: 'text', text: 'Yes.' }] }),
        what: 'the thinking block with a made-up signature',
        path: 'messages.1.content.0',
        names: [],
      });
    },
  }),
];
