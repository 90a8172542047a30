import { check, expectKept, type JsonObject, MARK } from '../../src/suite.ts';

const MARKER = { cache_control: { type: 'ephemeral' } };
const ID = 'toolu_01CacheMarkerPath';

function text(value: string, more: JsonObject = {}) {
  return { type: 'text', text: value, ...more };
}

function called(more: JsonObject = {}) {
  return { role: 'assistant', content: [{ type: 'tool_use', id: ID, name: 'look_up', input: {}, ...more }] };
}

const TOOLS = ['first', 'look_up'].map((name) => ({ name, input_schema: { type: 'object' } }));

/** The places that Claude Code and SDKs mark, each request with no more markers than the API takes. */
const MARKED: readonly { body: JsonObject; paths: readonly string[] }[] = [
  {
    body: {
      tools: [TOOLS[0] ?? {}, { ...TOOLS[1], ...MARKER }],
      system: [text('You help with code.'), text('Keep it short.', MARKER)],
      messages: [
        { role: 'user', content: [text('Look.', MARKER)] },
        called(),
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: ID, content: [text('Found it.', MARKER)] },
            text(MARK),
          ],
        },
      ],
    },
    paths: ['tools.1.', 'system.1.', 'messages.0.content.0.', 'messages.2.content.0.content.0.'],
  },
  {
    body: {
      ...MARKER,
      tools: TOOLS,
      messages: [
        { role: 'user', content: [text('Look.')] },
        called(MARKER),
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: ID, content: 'Yes.', ...MARKER }, text(MARK)],
        },
      ],
    },
    paths: ['', 'messages.1.content.0.', 'messages.2.content.0.'],
  },
  {
    body: {
      tools: [{ ...TOOLS[0], ...MARKER }],
      system: [text('You help with code.', MARKER), text('Keep it short.')],
      messages: [
        { role: 'user', content: [text('Look.', MARKER)] },
        { role: 'assistant', content: [text('I did.', MARKER)] },
        { role: 'user', content: [text(MARK)] },
      ],
    },
    paths: ['tools.0.', 'system.0.', 'messages.0.content.0.', 'messages.1.content.0.'],
  },
];

export default [
  // Each marker that is lost is billed at the full price on every turn, without an error.
  check({
    id: 'common/cache-markers/every-place',
    title: 'Cache markers on tools, system, messages, tool results and the top level arrive',
    requirements: ['CACHE-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const { body, paths } of MARKED) {
        // Its TTL is judged by CACHE-02.
        const wanted = paths.map((path) => `${path}cache_control`);
        for (const stream of [false, true]) {
          expectKept(t, 'CACHE-01', await t.send(t.turn({ stream, body })), wanted);
        }
      }
    },
  }),

  // On the first turn the marker of the messages stands on a message with role system.
  check({
    id: 'common/cache-markers/system-message',
    title: 'The cache marker on a message with role system arrives',
    requirements: ['CACHE-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const messages = [
        { role: 'user', content: [text(MARK)] },
        { role: 'system', content: [text('Two files are open.', MARKER)] },
      ];
      const trip = await t.send(t.turn({ body: { messages } }));
      if (trip.arrivals.length === 0) t.blocked('MSG-BODY-05', 'the message itself is refused');
      expectKept(t, 'CACHE-01', trip, ['messages.1.content.0.cache_control']);
    },
  }),
];
