import { type Check, check, expectKept, fixture, type JsonObject, MARK } from '../../src/suite.ts';

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
  // A picture that is lost, or another one in its place, goes unnoticed until the answer is wrong.
  check({
    id: 'common/attachments/images',
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
    id: 'common/attachments/documents',
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
];

export default checks;
