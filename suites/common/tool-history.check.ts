import { type Check, check, expectKept, type JsonObject, MARK } from '../../src/suite.ts';

const TOOLS = ['read_file', 'find_file'].map((name) => ({ name, input_schema: { type: 'object' } }));

function user(...content: JsonObject[]) {
  return { role: 'user', content };
}

function assistant(...content: JsonObject[]) {
  return { role: 'assistant', content };
}

function text(value: string) {
  return { type: 'text', text: value };
}

/** Paths of the first so many blocks of a message. */
function blocks(message: number, count: number): string[] {
  return Array.from({ length: count }, (_, block) => `messages.${message}.content.${block}`);
}

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
          text('Reading.'),
          { type: 'tool_use', id: a, name: 'read_file', input },
          { type: 'tool_use', id: b, name: 'find_file', input: {} },
        ),
        user(
          { type: 'tool_result', tool_use_id: b, content: 'No such file.', is_error: true },
          { type: 'tool_result', tool_use_id: a, content: [text('line 1'), text('line 2')], is_error: false },
          { type: 'text', text: MARK },
        ),
      ];
      const trip = await t.send(t.turn({ body: { tools: TOOLS, messages } }));
      // Lists that become strings are judged by MSG-BODY-03.
      const nested = ['type', 'tool_use_id', 'is_error', 'content.0.text', 'content.1.text'].map(
        (key) => `messages.2.content.1.${key}`,
      );
      expectKept(t, 'MSG-BODY-07', trip, [...blocks(1, 3), ...blocks(2, 1), ...nested]);
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
      expectKept(t, 'MSG-BODY-07', trip, blocks(2, 1));
    },
  }),
];

export default checks;
