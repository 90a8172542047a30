import {
  assistant,
  blockPaths,
  type Check,
  check,
  expectKept,
  fixture,
  MARK,
  text,
  user,
} from '../../src/suite.ts';

const TOOLS = ['read_file', 'find_file'].map((name) => ({ name, input_schema: { type: 'object' } }));

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
      // What a text says of the picture below it must stand above it.
      const prompt = user(text('Before:'), image(red), text('After:'), link, text('Compare.'));
      const messages = [prompt, assistant(call), user(result, text(MARK))];
      const trip = await t.send(t.turn({ body: { tools: TOOLS, messages } }));
      expectKept(t, 'MSG-BODY-07', trip, [...blockPaths(0, 5), 'messages.2.content.0.content']);
    },
  }),

  // Read gives PDFs to the model as documents; their source has five forms.
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
        { type: 'file', file_id: 'file_011CNha8iCJcU1wXNR6q4V8w' },
      ];
      const documents = sources.map((source, at) => ({
        type: 'document',
        source,
        title: `Paper ${at}`,
        context: 'For the review.',
        citations: { enabled: true },
      }));
      const betas = ['files-api-2025-04-14'];
      const trip = await t.send(t.turn({ betas, body: { messages: [user(...documents, text(MARK))] } }));
      expectKept(t, 'MSG-BODY-07', trip, blockPaths(0, documents.length));
    },
  }),
];

export default checks;
