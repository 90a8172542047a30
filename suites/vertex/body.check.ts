import { check, expectKept, rawAt } from '../../src/suite.ts';

/** What Claude Code sends, and what newer SDKs take over from the header of the Messages API. */
const VERSIONS = ['vertex-2023-10-16', '2023-06-01', '2026-10-21'];

export default [
  // Without the version Vertex refuses the request; a constant in its place reads a newer one by older rules.
  check({
    id: 'vertex/body/version',
    title: 'anthropic_version arrives as it was sent, in either dialect',
    requirements: ['VTX-BODY-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const anthropic_version of VERSIONS) {
        for (const stream of [false, true]) {
          const trip = await t.send(t.turn({ stream, body: { anthropic_version } }));
          expectKept(t, 'VTX-BODY-01', trip, ['anthropic_version']);
        }
      }
    },
  }),

  // What Bedrock wants removed belongs here: the second try of a broken stream says false.
  check({
    id: 'vertex/body/stream',
    title: 'stream arrives in the body, true or false',
    requirements: ['VTX-BODY-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const stream of [true, false]) {
        const trip = await t.send(t.turn({ stream, body: { stream } }));
        expectKept(t, 'VTX-BODY-02', trip, ['stream']);
      }
    },
  }),

  // Vertex takes the model from the path and refuses a second one as an extra input.
  check({
    id: 'vertex/body/no-model',
    title: 'The body of a message request gains no model',
    requirements: ['VTX-BODY-02b'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const stream of [false, true]) {
        const arrival = t.arrived(await t.send(t.turn({ stream })));
        const model = rawAt(arrival, 'model');
        t.expect('VTX-BODY-02b', model === undefined, {
          expected: 'no model in the body',
          actual: `"model": ${model}`,
          where: { exchange: arrival.id, part: 'request-body', path: 'model' },
        });
      }
    },
  }),
];
