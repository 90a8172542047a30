import { check, errorOf, expectTaken, outcome, planted, STRAY_RESULT, STRAY_WORDS } from '../../src/suite.ts';

/** As many declared names as are asked for; a table of models may be long. */
const MOST = 5;

export default [
  check({
    id: 'outside/models/declared-names',
    title: 'Each declared name of a model is one that is served',
    requirements: ['MSG-EP-04'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const names = Object.keys(t.target.models);
      if (names.length === 0) t.skip('no names are declared');
      for (const model of names.slice(0, MOST)) {
        await expectTaken(t, 'MSG-EP-04', { what: `the model ${model}`, places: { model }, own: [model] });
      }
    },
  }),

  // What one request did wrong is that request's business.
  check({
    id: 'outside/models/refusals-pass',
    title: 'After a model that was not there, the next request is as good as any',
    requirements: ['PROBE-04'],
    vantage: 'client',
    outside: true,
    disturbs: 'stream',
    async run(t) {
      const refused = [
        t.turn({ body: { model: t.invent('model') } }),
        t.turn({ operation: 'count_tokens', body: { model: t.invent('model') } }),
      ];
      for (const request of refused) {
        await t.send(request);
        const { client } = await t.send(t.turn(planted(STRAY_RESULT, {})));
        const { message = '' } = errorOf(client) ?? {};
        t.expect(
          'PROBE-04',
          client.response.status < 500 || STRAY_WORDS.every((word) => message.includes(word)),
          {
            expected: 'the next request reaches the API',
            actual: outcome(client),
            where: { exchange: client.id, part: 'status' },
          },
        );
      }
    },
  }),

  // The clouds look at the path first, where the model is: who gets as far as the body has put one there that is known.
  check({
    id: 'outside/models/no-default-model',
    title: 'A name that is not declared is not answered by another model',
    requirements: ['GWC-09'],
    formats: ['bedrock', 'vertex'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      if (Object.keys(t.target.models).length === 0) t.skip('no names are declared');
      await t.controls();
      const { client } = await t.send(t.turn(planted(STRAY_RESULT, { model: t.invent('model') })));
      const { message = '' } = errorOf(client) ?? {};
      t.expect('GWC-09', !STRAY_WORDS.every((word) => message.includes(word)), {
        expected: 'a refusal of the name',
        actual: `a model that is there judged the request: ${outcome(client)}`,
        where: { exchange: client.id, part: 'status' },
      });
    },
  }),
];
