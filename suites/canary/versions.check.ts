import { check, expectArrives, PLAIN, planted, type Sample } from '../../src/suite.ts';

const HEADER = 'anthropic-version';
const PAST = '2019-04-01';
const NEW = '2026-10-21';

/** Sampling that the older version of the API takes. */
const WARM: Sample = { name: 'temperature', spec: { body: { max_tokens: 1, temperature: 1 } } };

export default [
  check({
    id: 'canary/versions/as-sent',
    title: 'The value of anthropic-version that the client sends is the one that the API judges',
    requirements: ['MSG-HDR-06'],
    formats: ['anthropic', 'foundry', 'aws', 'mantle'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectArrives(t, 'MSG-HDR-06', {
        baseline: PLAIN,
        spec: { headers: [[HEADER, PAST]] },
        what: `${HEADER}: ${PAST}, which there never was,`,
        names: [HEADER, PAST],
        own: [HEADER],
      });
    },
  }),

  // Setting it where it is missing is a gateway's right, so that only a refusal tells anything.
  check({
    id: 'canary/versions/missing',
    title: 'A request without anthropic-version is left to the API to refuse',
    requirements: ['MSG-HDR-06'],
    formats: ['anthropic', 'foundry', 'aws', 'mantle'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectArrives(t, 'MSG-HDR-06', {
        baseline: PLAIN,
        spec: { without: [HEADER] },
        what: `the missing ${HEADER}`,
        names: [HEADER],
        mayVanish: 'the gateway sets a version where the client sends none, as it may',
      });
    },
  }),

  // The newer version has no sampling parameters: it refuses what the older one takes.
  check({
    id: 'canary/versions/not-pinned',
    title: 'Both versions that clients send reach the API, with the rules of each',
    requirements: ['MSG-HDR-07', 'DRIFT-02'],
    formats: ['anthropic', 'foundry', 'aws', 'mantle'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      for (const requirement of ['MSG-HDR-07', 'DRIFT-02'] as const) {
        await expectArrives(t, requirement, {
          baseline: WARM,
          spec: { ...WARM.spec, headers: [[HEADER, NEW]] },
          what: `${HEADER}: ${NEW}, under which there is no temperature,`,
          path: 'temperature',
          names: [],
        });
      }
    },
  }),

  check({
    id: 'canary/versions/in-the-body',
    title: 'The anthropic_version of the body is the one that the API judges',
    requirements: ['BDR-BODY-02', 'VTX-BODY-01'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectArrives(t, t.format === 'bedrock' ? 'BDR-BODY-02' : 'VTX-BODY-01', {
        baseline: PLAIN,
        spec: planted(PLAIN, { anthropic_version: `vendor-${PAST}` }),
        what: `anthropic_version vendor-${PAST}, which there never was,`,
        names: [PAST],
      });
    },
  }),
];
