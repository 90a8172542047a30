import {
  assistant,
  blockPaths,
  type Check,
  check,
  expectKept,
  MARK,
  messagesBody,
  text,
  user,
  valueAt,
} from '../../src/suite.ts';

/** As long as the API allows, which tools of MCP servers often are. */
const LONG_NAME = 'mcp__code_search__'.padEnd(64, 'find_references_of_');
const TOOLS = ['read_file', 'find_file', LONG_NAME].map((name) => ({
  name,
  input_schema: { type: 'object' },
}));

const checks: Check[] = [
  // An id that was rewritten on one side only is a 400, and it stays in the history.
  check({
    id: 'common/tool-history/tool-results',
    title: 'Parallel tool calls and their results arrive with ids, errors and nested content',
    requirements: ['MSG-BODY-07'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const [a, b] = ['toolu_01A4kZr9QmXw2bTn7LpVsYcE', 'toolu_01B8hDf3GjKe6uRi5OoWqNaM'];
      const input = { path: 'src/main.ts', lines: [1, 40], options: { exact: false } };
      const messages = [
        user(text('Read both.')),
        assistant(
          { type: 'tool_use', id: a, name: 'read_file', input },
          { type: 'tool_use', id: b, name: LONG_NAME, input: {} },
        ),
        user(
          { type: 'tool_result', tool_use_id: b, content: [text('No such'), text('file.')], is_error: true },
          { type: 'tool_result', tool_use_id: a, content: 'line 1', is_error: false },
          { type: 'text', text: MARK },
        ),
      ];
      for (const stream of [false, true]) {
        const trip = await t.send(t.turn({ stream, body: { tools: TOOLS, messages } }));
        const result = valueAt(messagesBody(t.arrived(trip)), 'messages.2.content.0.content');
        // Lists that become strings are judged by MSG-BODY-03.
        const keys = ['type', 'tool_use_id', 'is_error', ...(typeof result === 'string' ? [] : ['content'])];
        // Results come first, or the API refuses the message: text must stay behind them.
        const whole = ['tools', ...blockPaths(1, 2), 'messages.2.content.1', 'messages.2.content.2'];
        expectKept(t, 'MSG-BODY-07', trip, [...whole, ...keys.map((key) => `messages.2.content.0.${key}`)]);
      }
    },
  }),

  // A file that is cut off is edited as if it ended there.
  check({
    id: 'common/tool-history/large-result',
    title: 'A tool result of 64 KB arrives whole',
    requirements: ['MSG-BODY-07'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const lines = 'A line of a file.\n'.repeat(3_641);
      const calls = ['toolu_01LargeResultString', 'toolu_01LargeResultBlocks'].map((id) => ({
        type: 'tool_use',
        id,
        name: 'read_file',
        input: { path: 'notes.txt' },
      }));
      const results = calls.map(({ id }, at) => ({
        type: 'tool_result',
        tool_use_id: id,
        content: at === 0 ? [text(lines)] : lines,
      }));
      const messages = [user(text('Read it.')), assistant(...calls), user(...results, text(MARK))];
      const trip = await t.send(t.turn({ body: { tools: TOOLS, messages } }));
      // Lists that become strings are judged by MSG-BODY-03.
      expectKept(t, 'MSG-BODY-07', trip, ['messages.2.content.0.content.0.text', 'messages.2.content.1']);
    },
  }),

  // Without the reference a tool that was found by search never becomes usable.
  check({
    id: 'common/tool-history/tool-references',
    title: 'tool_reference blocks in tool results arrive',
    requirements: ['MSG-BODY-07'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const call = {
        type: 'tool_use',
        id: 'toolu_01SearchForOneTool',
        name: 'find_file',
        input: { query: 'read' },
      };
      const found = { type: 'tool_reference', tool_name: 'read_file' };
      const result = { type: 'tool_result', tool_use_id: call.id, content: [found] };
      const messages = [user(text('Find a tool.')), assistant(call), user(result, text(MARK))];
      const trip = await t.send(t.turn({ body: { tools: TOOLS, messages } }));
      expectKept(t, 'MSG-BODY-07', trip, ['messages.2.content.0.content']);
    },
  }),
];

export default checks;
