import {
  answerJson,
  type CheckContext,
  check,
  type Exchange,
  PLAIN,
  type RequirementId,
  valueAt,
} from '../../src/suite.ts';
import { coding, type Judge, rateLimits, wholeMessage } from './judgements.ts';
import { answered, CALL, PACKED } from './samples.ts';

function expectFlawless(
  t: CheckContext,
  requirement: RequirementId,
  judge: Judge,
  answer: Exchange,
  expected: string,
): void {
  const [flaw] = judge(answer);
  t.expect(requirement, flaw === undefined, {
    expected,
    actual: flaw ?? 'just that',
    where: { exchange: answer.id, part: 'response-body' },
  });
}

/** A model's name without what a provider puts around it: region, vendor, date, version, size of the window. */
function bareName(model: string): string {
  return model
    .replace(/^.*anthropic[./]/, '')
    .replace(/\[[^\]]*\]$|-v\d+(:\d+)?$|@.*$/g, '')
    .replace(/-(\d{8}|latest)$/, '');
}

export default [
  check({
    id: 'outside/answers/whole-message',
    title: 'Answers without streaming are whole messages, with their usage',
    requirements: ['MSG-STR-24'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      for (const sample of [PLAIN, CALL]) {
        const answer = await answered(t, sample);
        expectFlawless(t, 'MSG-STR-24', wholeMessage, answer, 'a message as the API sends it');
      }
    },
  }),

  // The name says whom the answer comes from; a client that finds another one counts the wrong window.
  check({
    id: 'outside/answers/model-named',
    title: 'Answers name the model that was asked for',
    requirements: ['MSG-STR-04b'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const { model, upstreamModel, models } = t.target;
      const answer = await answered(t, PLAIN);
      const named = String(valueAt(answerJson(answer), 'model'));
      // An older name of a family may stand for any of its releases.
      const wanted = [model, upstreamModel, models[model]].flatMap((name) => (name ? [bareName(name)] : []));
      const isOne = wanted.some(
        (name) => bareName(named).startsWith(name) || name.startsWith(bareName(named)),
      );
      if (!isOne && !/claude/.test(wanted.join())) {
        t.inconclusive(`nothing says which model ${model} is: declare it as upstreamModel`);
      }
      t.expect('MSG-STR-04b', isOne, {
        expected: wanted.join(' or '),
        actual: named,
        where: { exchange: answer.id, part: 'response-body', path: 'model' },
      });
    },
  }),

  check({
    id: 'outside/answers/account-limits',
    title: 'Answers say what is left of the limits of the account',
    requirements: ['RSP-04'],
    formats: ['anthropic'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const answer = await answered(t, PLAIN);
      const [flaw] = rateLimits(answer);
      t.expect('RSP-04', flaw === undefined, {
        expected: 'anthropic-ratelimit headers, as nearly every organisation gets them',
        actual: flaw ?? 'there',
        where: {
          exchange: answer.id,
          part: 'response-header',
          path: 'anthropic-ratelimit-requests-remaining',
        },
      });
    },
  }),

  check({
    id: 'outside/answers/coding',
    title: 'A packed stream is what its headers say',
    requirements: ['RSP-08'],
    formats: ['anthropic', 'vertex', 'foundry', 'aws', 'mantle'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const answer = await answered(t, PACKED);
      expectFlawless(t, 'RSP-08', coding, answer, 'a content-encoding that is true of the body');
    },
  }),

  // The same prompt under other beta values is another request, and each generation has an id of its own.
  check({
    id: 'outside/answers/not-from-a-cache',
    title: 'The same body with another header gets an answer of its own',
    requirements: ['GWC-02'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const { request, client } = await t.sample(PLAIN);
      const other = ['anthropic-beta', 'interleaved-thinking-2025-05-14'] as const;
      const { client: again } = await t.send({ ...request, headers: [...request.headers, other] });
      const ids = [client, again].map((answer) => valueAt(answerJson(answer), 'id'));
      if (ids.includes(undefined)) t.inconclusive('an answer has no id');
      t.expect('GWC-02', ids[0] !== ids[1], {
        expected: 'another id than that of the first answer',
        actual: `${String(ids[1])}, as before`,
        where: { exchange: again.id, part: 'response-body', path: 'id' },
      });
    },
  }),
];
