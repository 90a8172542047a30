import {
  answerStream,
  assistant,
  check,
  expectTaken,
  type JsonObject,
  MARK,
  text,
  user,
} from '../../src/suite.ts';
import { deferring, expectRefusedAt } from './accepted.ts';
import { thought } from './samples.ts';

/** One red dot. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

function picture(media_type: string): JsonObject {
  return { type: 'image', source: { type: 'base64', media_type, data: PNG } };
}

/** Every number of characters before a pair of surrogates, as escapes are cut at. */
const EMOJI = Array.from({ length: 40 }, (_, at) => `${'x'.repeat(at % 9)}🦊`).join(' ');

const BILLING = 'x-anthropic-billing-header: cc_version=2.1.330.abc; cc_entrypoint=cli;';

export default [
  // The second one alone tells whether each picture is its own.
  check({
    id: 'outside/content/pictures',
    title: 'Pictures reach the API, each in its place',
    requirements: ['MSG-BODY-07'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const odd = `image/${t.invent('word')}`;
      const messages = [user(picture('image/png'), picture(odd), text(`What are these? (${MARK})`))];
      const path = 'messages.0.content.1.image.source.base64.media_type';
      const what = 'the second picture, which is of no known kind,';
      await expectRefusedAt(t, 'MSG-BODY-07', path, { what, places: { messages }, own: ['image'] });
    },
  }),

  check({
    id: 'outside/content/hidden-thoughts',
    title: 'Redacted thoughts of earlier turns reach the API',
    requirements: ['MSG-BODY-06'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const field = t.invent('field');
      const hidden = {
        type: 'redacted_thinking',
        data: 'EmwKAhgBEgy3va3pzix/LafPsn4aDFIT2Xlxh0L5L8rLVyIw',
        [field]: 1,
      };
      const messages = [
        user(text('Hello.')),
        assistant(hidden, text('Hello.')),
        user(text(`And? (${MARK})`)),
      ];
      await expectRefusedAt(t, 'MSG-BODY-06', `messages.1.content.0.redacted_thinking.${field}`, {
        what: 'an unknown field of a redacted thought',
        places: { messages },
        own: [field],
      });
    },
  }),

  // Some gateways mark the last block for the cache, whatever it is.
  check({
    id: 'outside/content/thoughts-last',
    title: 'A turn that ends with a thought reaches the API as it is',
    requirements: ['MSG-BODY-06'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const answer = await thought(t);
      const content = answer && answerStream(answer).message()?.['content'];
      const blocks: readonly JsonObject[] = Array.isArray(content) ? content : [];
      const thoughts = blocks.filter(({ type, signature }) => type === 'thinking' && signature);
      if (thoughts.length === 0) t.inconclusive('the model did not think');
      await expectTaken(t, 'MSG-BODY-06', {
        what: 'a turn that ends with a thought',
        places: { 'messages.1': assistant(text('Yes.'), ...thoughts), 'messages.2': user(text(MARK)) },
        own: ['cache_control'],
      });
    },
  }),

  check({
    id: 'outside/content/tool-references',
    title: 'References to tools reach the API',
    requirements: ['MSG-BODY-07'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const field = t.invent('field');
      const id = 'toolu_01GatewayCheckFindTools00';
      const reference = { type: 'tool_reference', tool_name: 'look', [field]: 1 };
      const messages = [
        user(text('Find a tool.')),
        assistant({ type: 'tool_use', id, name: 'find', input: {} }),
        user({ type: 'tool_result', tool_use_id: id, content: [reference] }, text(MARK)),
      ];
      const tools = ['find', 'look'].map((name) => ({ name, input_schema: { type: 'object' } }));
      const path = `messages.2.content.0.tool_result.content.0.tool_reference.${field}`;
      const what = 'an unknown field of a reference to a tool';
      await expectRefusedAt(t, 'MSG-BODY-07', path, {
        what,
        places: { messages, tools },
        more: { betas: [deferring(t)] },
        own: [field],
      });
    },
  }),

  check({
    id: 'outside/content/emoji',
    title: 'Characters beyond the basic plane reach the API whole',
    requirements: ['MSG-BODY-13'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    run: (t) =>
      expectTaken(t, 'MSG-BODY-13', {
        what: 'a text full of emoji',
        places: { system: EMOJI },
        own: ['JSON', 'surrogate', 'UTF-8', 'utf-8'],
      }),
  }),

  // The position of what follows it tells whether the block is there.
  check({
    id: 'outside/content/attribution',
    title: 'The attribution block reaches the API as the first system entry',
    requirements: ['SYS-01'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const field = t.invent('field');
      const entry = { ...text('You help with code.'), cache_control: { type: 'ephemeral', [field]: 1 } };
      await expectRefusedAt(t, 'SYS-01', `system.1.cache_control.ephemeral.${field}`, {
        what: 'an unknown field behind the attribution block',
        places: { system: [text(BILLING), entry] },
        own: [field],
      });
    },
  }),

  check({
    id: 'outside/content/chunked',
    title: 'A request in chunks reaches the API like one with a length',
    requirements: ['MSG-HDR-11b'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    run: (t) =>
      expectTaken(t, 'MSG-HDR-11b', { what: 'a request in chunks', more: { chunked: true }, own: [] }),
  }),
];
