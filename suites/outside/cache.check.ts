import {
  answerJson,
  type CheckContext,
  check,
  type Exchange,
  errorOf,
  errorWhere,
  isServed,
  type JsonObject,
  outcome,
  providerOf,
  valueAt,
} from '../../src/suite.ts';
import { isObject } from './judgements.ts';
import { answered, CACHED, CACHED_AGAIN } from './samples.ts';

/** Fewer tokens are cached by no model; the sample has several times as many. */
const LEAST = 512;

interface Cached {
  readonly answer: Exchange;
  readonly usage: JsonObject;
  readonly read: number;
  readonly written: number;
}

/** The usage of an answer; ends the check when its cache counts are not there to be judged. */
function cacheOf(t: CheckContext, answer: Exchange): Cached {
  const usage = valueAt(answerJson(answer), 'usage');
  if (!isObject(usage)) return t.blocked('outside/answers/whole-message', 'an answer has no usage');
  const { cache_read_input_tokens: read, cache_creation_input_tokens: written } = usage;
  if (typeof read !== 'number' || typeof written !== 'number') {
    return t.blocked('outside/cache/counts', 'the usage of an answer has no cache counts');
  }
  return { answer, usage, read, written };
}

/** The answers to the prompt and to the same one again, when both went to the API. */
async function both(t: CheckContext): Promise<readonly [Cached, Cached]> {
  const first = await answered(t, CACHED);
  const again = await answered(t, CACHED_AGAIN);
  const [one, other] = [first, again].map((answer) => valueAt(answerJson(answer), 'id'));
  if (one === other) t.inconclusive('the gateway answered the same request from a cache of its own');
  return [cacheOf(t, first), cacheOf(t, again)];
}

function whereUsage({ answer }: Pick<Cached, 'answer'>, key: string) {
  return { exchange: answer.id, part: 'response-body', path: `usage.${key}` } as const;
}

export default [
  check({
    id: 'outside/cache/counts',
    title: 'The usage of a marked prompt has its cache counts',
    requirements: ['CACHE-06'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const answer = await answered(t, CACHED);
      const usage = valueAt(answerJson(answer), 'usage');
      if (!isObject(usage)) t.blocked('outside/answers/whole-message', 'an answer has no usage');
      for (const key of ['cache_creation_input_tokens', 'cache_read_input_tokens']) {
        const count = valueAt(usage, key);
        t.expect('CACHE-06', typeof count === 'number', {
          expected: 'a number',
          actual: count === undefined ? 'no such key' : JSON.stringify(count),
          where: whereUsage({ answer }, key),
        });
      }
    },
  }),

  check({
    id: 'outside/cache/markers-work',
    title: 'A marked prompt is written to the cache, or read from it',
    requirements: ['CACHE-01'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const cached = cacheOf(t, await answered(t, CACHED));
      t.expect('CACHE-01', cached.written + cached.read >= LEAST, {
        expected: 'thousands of tokens written or read',
        actual: `${cached.written} written, ${cached.read} read: the markers did not arrive`,
        where: whereUsage(cached, 'cache_creation_input_tokens'),
      });
    },
  }),

  // Five minutes are over when a developer has read the answer.
  check({
    id: 'outside/cache/one-hour',
    title: 'What is marked for an hour is written for an hour',
    requirements: ['CACHE-02'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const cached = cacheOf(t, await answered(t, CACHED));
      if (cached.written < LEAST) t.blocked('outside/cache/markers-work', 'nothing was written to the cache');
      const { cache_creation: parts } = cached.usage;
      if (!isObject(parts)) t.inconclusive('the usage does not say for how long it was written');
      const hour = Number(valueAt(parts, 'ephemeral_1h_input_tokens') ?? 0);
      t.expect('CACHE-02', hour >= LEAST, {
        expected: 'the system prompt written for an hour',
        actual: `${hour} tokens written for an hour, ${cached.written} in all`,
        where: whereUsage(cached, 'cache_creation.ephemeral_1h_input_tokens'),
      });
    },
  }),

  // A prefix that differs each time is paid for each time.
  check({
    id: 'outside/cache/same-prefix',
    title: 'The same prompt again is read from the cache',
    requirements: ['CACHE-07'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const [first, again] = await both(t);
      if (first.written + first.read < LEAST) t.blocked('outside/cache/markers-work', 'nothing is cached');
      t.expect('CACHE-07', again.read >= LEAST, {
        expected: `about ${first.written + first.read} tokens read`,
        actual: `${again.read} read, ${again.written} written once more`,
        where: whereUsage(again, 'cache_read_input_tokens'),
      });
    },
  }),

  // Who adds them up once more sees a full context window that is not.
  check({
    id: 'outside/cache/counted-once',
    title: 'Tokens that were read from the cache are no input tokens',
    requirements: ['MSG-STR-19'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const [first, again] = await both(t);
      const [before, after] = [first, again].map(({ usage }) => Number(usage['input_tokens']));
      if (again.read < LEAST) t.inconclusive('nothing was read from the cache');
      t.expect('MSG-STR-19', Number(after) - Number(before) < again.read / 2, {
        expected: `about ${before} input tokens, as of the same prompt before`,
        actual: `${after}, with the ${again.read} that were read`,
        where: whereUsage(again, 'input_tokens'),
      });
    },
  }),

  // Tools on the SDK set it; Bedrock takes markers on blocks alone, though some of its models are said to take it.
  check({
    id: 'outside/cache/top-level-field',
    title: 'A top-level cache_control does no harm before Bedrock',
    requirements: ['BRG-10'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      if (providerOf(t) !== 'bedrock') t.skip('the upstream takes the field');
      const body = { max_tokens: 1, cache_control: { type: 'ephemeral' } };
      const { client } = await t.send(t.turn({ body }));
      const isAboutIt = errorOf(client)?.message.includes('cache_control') ?? false;
      if (!isServed(client) && !isAboutIt) t.inconclusive(`refused for something else: ${outcome(client)}`);
      t.expect('BRG-10', isServed(client), {
        expected: 'the request is served',
        actual: outcome(client),
        where: errorWhere(client),
      });
    },
  }),
];
