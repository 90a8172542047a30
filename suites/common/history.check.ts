import {
  type Check,
  check,
  expectKept,
  expectNothingAdded,
  fixture,
  type JsonObject,
  MARK,
} from '../../src/suite.ts';

/** Long as those of real turns with much thinking are; a field limit of the gateway would cut it. */
const SIGNATURE = `Eq${'uT3/hVb+0aKx9LmQ'.repeat(160)}==`;

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
  // The API verifies every block of thinking; one character off and the turn is refused.
  check({
    id: 'common/history/thinking',
    title: 'Thinking of earlier turns arrives character for character',
    requirements: ['MSG-BODY-06'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const first = {
        type: 'thinking',
        thinking: 'Look at the parser first.\n\n  Then the tests. ',
        signature: SIGNATURE,
      };
      const hidden = { type: 'thinking', thinking: '', signature: `${SIGNATURE.slice(0, 300)}+/=` };
      const messages = [
        user(text('Fix the parser.')),
        assistant(first, text('I looked at it.')),
        user(text('And the tests?')),
        // Thinking last: some gateways mark the last block for the cache, whatever it is.
        assistant(text('They pass.'), hidden),
        user(text(MARK)),
      ];
      const trip = await t.send(t.turn({ body: { messages } }));
      const thinking = ['messages.1.content.0', 'messages.3.content.1'];
      expectKept(t, 'MSG-BODY-06', trip, thinking);
      const isTouched = (path: string) => thinking.some((block) => path.startsWith(`${block}.`));
      expectNothingAdded(t, 'MSG-BODY-06', trip, isTouched);
    },
  }),

  // Encrypted thinking has only `data`; a union of block types that lacks it refuses the history.
  check({
    id: 'common/history/redacted-thinking',
    title: 'Redacted thinking of earlier turns arrives',
    requirements: ['MSG-BODY-06'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const redacted = { type: 'redacted_thinking', data: SIGNATURE };
      const messages = [user(text('Go on.')), assistant(redacted, text('Done.')), user(text(MARK))];
      const trip = await t.send(t.turn({ body: { messages } }));
      expectKept(t, 'MSG-BODY-06', trip, blocks(1, 1));
    },
  }),

  // An id that was rewritten on one side only is a 400, and it stays in the history.
  check({
    id: 'common/history/tool-results',
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
      expectKept(t, 'MSG-BODY-07', trip, [...blocks(1, 3), ...blocks(2, 2)]);
    },
  }),

  // A picture that is lost, or another one in its place, goes unnoticed until the answer is wrong.
  check({
    id: 'common/history/images',
    title: 'Images in prompts and in tool results arrive, each its own',
    requirements: ['MSG-BODY-07'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { red, blue } = fixture<Record<'red' | 'blue', string>>('requests/images.json');
      const image = (data: string) => ({
        type: 'image',
        source: { type: 'base64', media_type: 'image/png', data },
      });
      const link = { type: 'image', source: { type: 'url', url: 'https://example.com/shot.png' } };
      const call = { type: 'tool_use', id: 'toolu_01ImageOfTheScreen', name: 'read_file', input: {} };
      const result = {
        type: 'tool_result',
        tool_use_id: call.id,
        content: [image(blue), text('The screen.')],
      };
      const messages = [user(image(red), link, text('Compare.')), assistant(call), user(result, text(MARK))];
      const trip = await t.send(t.turn({ body: { tools: TOOLS, messages } }));
      expectKept(t, 'MSG-BODY-07', trip, [...blocks(0, 2), ...blocks(2, 1)]);
    },
  }),

  // Read gives PDFs to the model as documents; their source has four forms.
  check({
    id: 'common/history/documents',
    title: 'Documents arrive in each form of their source',
    requirements: ['MSG-BODY-07'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n').toString('base64');
      const sources = [
        { type: 'base64', media_type: 'application/pdf', data: pdf },
        { type: 'text', media_type: 'text/plain', data: 'Plain notes.' },
        { type: 'content', content: [text('A chunk.'), text('Another chunk.')] },
        { type: 'url', url: 'https://example.com/paper.pdf' },
      ];
      const documents = sources.map((source, at) => ({
        type: 'document',
        source,
        title: `Paper ${at}`,
        context: 'For the review.',
        citations: { enabled: true },
      }));
      const trip = await t.send(t.turn({ body: { messages: [user(...documents, text(MARK))] } }));
      expectKept(t, 'MSG-BODY-07', trip, blocks(0, documents.length));
    },
  }),

  // Without the reference a tool that was found by search never becomes usable.
  check({
    id: 'common/history/tool-references',
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
