import {
  assistant,
  betasOf,
  betasWhere,
  blockPaths,
  type CheckContext,
  check,
  expectKept,
  MARK,
  messagesBody,
  modelOf,
  text,
  user,
  valueAt,
} from '../../src/suite.ts';

/** Families that think adaptively and take an effort; what an id of the account stands for nobody can see. */
const CURRENT = /claude-(?:opus|sonnet|haiku|fable|mythos)-(?:4-[6-9]|5)/;
const SCHEMA = { type: 'object', properties: { query: { type: 'string' } } };
const SIGNATURE = `Eq${'uT3/hVb+0aKx9LmQ'.repeat(20)}==`;
const HOUR = { type: 'ephemeral', ttl: '1h' };

async function expectBeta(t: CheckContext, value: string): Promise<void> {
  const arrival = t.arrived(await t.send(t.turn({ betas: [value] })));
  t.expect('BRG-03', betasOf(arrival).includes(value), {
    expected: `${value}, which the provider has`,
    actual: betasOf(arrival).join(', ') || 'no beta value',
    where: betasWhere(arrival),
  });
}

export default [
  // Without its value a session ends at 200,000 tokens, in silence.
  check({
    id: 'bridge/kept/long-context',
    title: 'The value for a million tokens of context arrives',
    requirements: ['BRG-03'],
    vantage: 'upstream',
    disturbs: 'none',
    run: (t) => expectBeta(t, 'context-1m-2025-08-07'),
  }),

  // Without it the model thinks once in the beginning, and not between its tool calls.
  check({
    id: 'bridge/kept/interleaved-thinking',
    title: 'The value for interleaved thinking arrives',
    requirements: ['BRG-03'],
    vantage: 'upstream',
    disturbs: 'none',
    run: (t) => expectBeta(t, 'interleaved-thinking-2025-05-14'),
  }),

  // Its value has another name at the providers; without tool search every tool fills the context.
  check({
    id: 'bridge/kept/tool-search',
    title: 'Deferred tools arrive, and the value that opens them at the provider',
    requirements: ['BRG-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const tools = [
        { name: 'Now', input_schema: SCHEMA },
        { name: 'Later', input_schema: SCHEMA, defer_loading: true },
      ];
      const arrival = t.arrived(
        await t.send(t.turn({ betas: ['advanced-tool-use-2025-11-20'], body: { tools } })),
      );

      const later = valueAt(messagesBody(arrival), 'tools.1.defer_loading');
      t.expect('BRG-03', later === true, {
        expected: 'the tool that is to be loaded later, as such',
        actual: JSON.stringify(valueAt(messagesBody(arrival), 'tools.1')) ?? 'no second tool',
        where: { exchange: arrival.id, part: 'request-body', path: 'tools.1.defer_loading' },
      });
      // Without the field its value would be half a pair.
      if (later !== true) return;
      const isOpen = betasOf(arrival).some((value) => /^(tool-search-tool|advanced-tool-use)-/.test(value));
      t.expect('BRG-03', isOpen, {
        expected: 'tool-search-tool-2025-10-19',
        actual: betasOf(arrival).join(', ') || 'no beta value',
        where: betasWhere(arrival),
      });
    },
  }),

  // Dropped, /effort does nothing and the model does not think at all.
  check({
    id: 'bridge/kept/thinking-and-effort',
    title: 'Adaptive thinking and effort arrive for a model that takes them',
    requirements: ['BRG-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const body = { max_tokens: 4_000, thinking: { type: 'adaptive' }, output_config: { effort: 'low' } };
      const trip = await t.send(t.turn({ betas: ['effort-2025-11-24'], body }));
      if (!CURRENT.test(modelOf(t.arrived(trip)) ?? '')) {
        t.skip('the model behind the name may be one that takes neither');
      }
      expectKept(t, 'BRG-03', trip, ['thinking', 'output_config']);
    },
  }),

  // The provider needs no beta value for the hour. Without the markers each turn is billed as new input.
  check({
    id: 'bridge/kept/cache-markers',
    title: 'Cache markers arrive with their TTL',
    requirements: ['BRG-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const body = {
        tools: [{ name: 'Read', input_schema: SCHEMA, cache_control: HOUR }],
        system: [{ type: 'text', text: 'You help.', cache_control: HOUR }],
        messages: [user({ ...text(MARK), cache_control: { type: 'ephemeral' } })],
      };
      const trip = await t.send(t.turn({ betas: ['extended-cache-ttl-2025-04-11'], body }));
      const markers = ['tools.0', 'system.0', 'messages.0.content.0'];
      expectKept(
        t,
        'BRG-03',
        trip,
        markers.map((at) => `${at}.cache_control`),
      );
    },
  }),

  // A turn whose thinking was lost is refused, or goes on without what was found out before.
  check({
    id: 'bridge/kept/thinking-history',
    title: 'The history arrives with its thinking blocks and tool calls',
    requirements: ['BRG-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const id = 'toolu_01BridgeHistory';
      const messages = [
        user(text('Fix the parser.')),
        assistant(
          { type: 'thinking', thinking: 'Look first.\n\n  Then act. ', signature: SIGNATURE },
          { type: 'redacted_thinking', data: SIGNATURE },
          { type: 'tool_use', id, name: 'Read', input: { query: 'parser' } },
        ),
        user({ type: 'tool_result', tool_use_id: id, content: [text('found')] }, text(MARK)),
      ];
      const tools = [{ name: 'Read', input_schema: SCHEMA }];
      const trip = await t.send(t.turn({ body: { messages, tools } }));
      expectKept(t, 'BRG-03', trip, [...blockPaths(1, 3), ...blockPaths(2, 1)]);
    },
  }),
];
