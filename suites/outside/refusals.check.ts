import {
  check,
  errorMisfit,
  errorOf,
  errorWhere,
  outcome,
  PLAIN,
  planted,
  STRAY_RESULT,
  STRAY_WORDS,
} from '../../src/suite.ts';

/** Callers at once whose answers might be mixed up. */
const CALLERS = 12;

export default [
  check({
    id: 'outside/refusals/form',
    title: 'A refusal has the form of the API',
    requirements: ['ERR-01', 'ERR-17'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const { client } = await t.sample(STRAY_RESULT);
      if (client.response.status < 400) t.inconclusive('the request was not refused');
      const misfit = errorMisfit(client);
      for (const requirement of ['ERR-01', 'ERR-17'] as const) {
        t.expect(requirement, misfit === undefined, {
          expected: 'the error envelope of the API',
          actual: `${misfit}; ${outcome(client)}`,
          where: errorWhere(client),
        });
      }
    },
  }),

  // What a developer, and the client, can do about it is in the words.
  check({
    id: 'outside/refusals/wording',
    title: 'Refusals say, in the words of the API, what was wrong',
    requirements: ['ERR-01', 'ERR-17'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const field = t.invent('field');
      const stray = (await t.sample(STRAY_RESULT)).client;
      const unknown = (await t.send(t.turn(planted(PLAIN, { max_tokens: 1, [field]: true })))).client;
      const refusals = [stray, unknown].map((client) => ({
        client,
        message: errorOf(client)?.message ?? '',
      }));
      const [one, other] = refusals.map(({ message }) => message);
      if (stray.response.status !== 400 || unknown.response.status !== 400)
        t.inconclusive('not both were refused');
      if (!one || !other) t.blocked('outside/refusals/form', 'a refusal has no message');
      const isNamed = STRAY_WORDS.every((word) => one?.includes(word)) || other?.includes(field);
      for (const requirement of ['ERR-01', 'ERR-17'] as const) {
        t.expect(requirement, one !== other || isNamed === true, {
          expected: 'each refusal names what was wrong with its request',
          actual: `the same words for two different faults: ${one}`,
          where: errorWhere(stray),
        });
        for (const { client, message } of refusals) {
          t.expect(requirement, !/[{[]\\*"(type|error|message)\\*":/.test(message), {
            expected: 'a message in words',
            actual: `a body as text: ${message}`,
            where: errorWhere(client),
          });
        }
      }
    },
  }),

  // Each names what only its own request had in it.
  check({
    id: 'outside/refusals/own-answers',
    title: 'Callers at the same time get the answers to their own requests',
    requirements: ['GWC-01'],
    vantage: 'client',
    outside: true,
    disturbs: 'stream',
    async run(t) {
      const fields = Array.from({ length: CALLERS }, (_, at) => `${t.invent('field')}_${at}`);
      const open = await Promise.all(
        fields.map((field) => t.open(t.turn(planted(PLAIN, { max_tokens: 1, [field]: true })))),
      );
      const trips = await Promise.all(open.map((live) => live.finish()));
      for (const [at, { client }] of trips.entries()) {
        const { message = '' } = errorOf(client) ?? {};
        const foreign = fields.find((field, other) => other !== at && message.includes(`${field}:`));
        t.expect('GWC-01', foreign === undefined, {
          expected: `a refusal of ${fields[at]}`,
          actual: `that of ${foreign}, which somebody else sent`,
          where: errorWhere(client),
        });
      }
    },
  }),
];
