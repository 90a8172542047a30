import {
  answerJson,
  check,
  type Exchange,
  expectFeature,
  expectKept,
  expectRelayed,
  featureTurn,
  MARK,
  streamEvents,
  valueAt,
} from '../../src/suite.ts';

const TOOL = { name: 'look_up', description: 'Looks it up.', input_schema: { type: 'object' } };
/** As many as a session has, and not in the order of their names, in which a gateway may want to have them. */
const TOOLS = [TOOL.name, 'ask', 'write', 'bash', 'read', 'edit', 'grep', 'agent']
  .flatMap((name) => [name, `${name}_all`])
  .map((name) => ({ ...TOOL, name }));
const SEARCH = {
  type: 'server_tool_use',
  id: 'srvtoolu_01LooksForSomething',
  name: 'web_search',
  input: { query: 'release notes' },
};
const HIT = {
  type: 'web_search_result',
  url: 'https://example.com/notes',
  title: 'Notes',
  encrypted_content: 'Eo8BCioIAhgB',
  page_age: null,
};
const FOUND = { type: 'web_search_tool_result', tool_use_id: SEARCH.id, content: [HIT] };

export default [
  // Without the verdicts of the API auto mode refuses every action that needs a check.
  check({
    id: 'messages/answered-features/safeguards',
    title: 'Safeguards arrive with their beta value, and their results come back',
    requirements: ['FEAT-16'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const classifier_context = { v: 1, permission_mode: 'auto', rules: { allow: [], deny: [] } };
      const pair = {
        betas: ['dangerous-tool-use-2026-09-03', 'afk-mode-2026-01-31'],
        body: { safeguards: [{ type: 'dangerous_tool_use', classifier_context }] },
      };
      await expectFeature(t, 'FEAT-16', pair);
      const tool = { type: 'tool_use', id: 'toolu_01TouchesOneFile', name: 'look_up', input: {} };
      const status = {
        type: 'available',
        tool_uses: { [tool.id]: { type: 'evaluated', outcome: 'not_flagged' } },
      };
      const extra = { safeguard_results: [{ type: 'dangerous_tool_use', status }] };
      const answer = { message: { content: [tool], stop_reason: 'tool_use', extra } };
      const whole = await t.send(t.turn(featureTurn(pair)), answer);
      expectRelayed(t, 'FEAT-16', whole, (side) => answerJson(side)?.['safeguard_results']);
      const streamed = await t.send(t.turn({ ...featureTurn(pair), stream: true }), answer);
      const end = (side: Exchange) => streamEvents(side).findLast(({ type }) => type === 'message_delta');
      if (!end(streamed.client)) t.blocked('MSG-STR-07', 'the final message_delta does not arrive');
      expectRelayed(t, 'FEAT-16', streamed, (side) => valueAt(end(side), 'delta.safeguard_results'));
    },
  }),

  // Thinking is bound to all that stands in front of it; any edit there makes the API refuse it.
  check({
    id: 'messages/answered-features/preserved-thinking',
    title: 'Controls of preserved thinking arrive, and what thinking is bound to over two turns',
    requirements: ['FEAT-17'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const first = { role: 'user', content: [{ type: 'text', text: 'Look it up.' }] };
      const signature = `Eq${'Zm9yIG9uZSBjb252ZXJzYXRpb24'.repeat(12)}==`;
      const thought = { type: 'thinking', thinking: 'It is in the notes.', signature };
      const answered = { role: 'assistant', content: [thought, { type: 'text', text: 'Found it.' }] };
      const next = { role: 'user', content: [{ type: 'text', text: `And now? (${MARK})` }] };
      const pair = {
        betas: ['thinking-binding-controls-2026-08-01'],
        body: {
          max_tokens: 4096,
          thinking: {
            type: 'enabled',
            budget_tokens: 1024,
            block_binding: { prefix_mismatch_behavior: 'drop_block' },
          },
          system: [{ type: 'text', text: 'You help with code.' }],
          tools: TOOLS,
          messages: [first, answered, next],
        },
        paths: ['thinking.block_binding'],
      };
      await expectFeature(t, 'FEAT-17', pair);
      // Its own fields are judged by MSG-BODY-06, entries in front of it by MSG-BODY-04.
      const bound = [...TOOLS.map((_, at) => `tools.${at}`), 'system.0.text', 'messages.0.content.0.text'];
      for (const stream of [false, true]) {
        expectKept(t, 'FEAT-17', await t.send(t.turn({ ...featureTurn(pair), stream })), bound);
      }
    },
  }),

  // A window that is full is a stop reason then, in place of an error.
  check({
    id: 'messages/answered-features/window-exceeded',
    title: 'The beta value of the context-window stop arrives, and its stop reason comes back',
    requirements: ['FEAT-19'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const pair = { betas: ['model-context-window-exceeded-2025-08-26'] };
      await expectFeature(t, 'FEAT-19', pair);
      const stop_reason = 'model_context_window_exceeded';
      const answer = { message: { content: [{ type: 'text', text: 'Cut' }], stop_reason } };
      const trip = await t.send(t.turn(featureTurn(pair)), answer);
      expectRelayed(t, 'FEAT-19', trip, (side) => answerJson(side)?.['stop_reason']);
    },
  }),

  // WebSearch is a request of its own with such a tool; its answer holds blocks of the same family.
  check({
    id: 'messages/answered-features/server-tools',
    title: 'Server tools and MCP servers arrive, and their blocks come back',
    requirements: ['FEAT-20'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const pair = {
        betas: ['mcp-client-2025-11-20', 'code-execution-2025-05-22'],
        body: {
          tools: [
            { type: 'web_search_20250305', name: 'web_search', max_uses: 8 },
            { type: 'web_fetch_20250910', name: 'web_fetch', citations: { enabled: true } },
            { type: 'code_execution_20250825', name: 'code_execution' },
            { type: 'memory_20250818', name: 'memory' },
            { type: 'mcp_toolset', mcp_server_name: 'notes' },
          ],
          mcp_servers: [{ type: 'url', name: 'notes', url: 'https://example.com/mcp' }],
        },
      };
      await expectFeature(t, 'FEAT-20', pair);
      const answer = { message: { content: [SEARCH, FOUND, { type: 'text', text: 'One hit.' }] } };
      const trip = await t.send(t.turn(featureTurn(pair)), answer);
      expectRelayed(t, 'FEAT-20', trip, (side) => answerJson(side)?.['content']);
    },
  }),
];
