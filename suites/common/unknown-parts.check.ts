import { type Check, check, expectKept, MARK } from '../../src/suite.ts';

const TOOL = {
  name: 'find_file',
  description: 'Finds a file by name.',
  input_schema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
};

function says(text: string) {
  return [{ role: 'user', content: [{ type: 'text', text: `${text} (${MARK})` }] }];
}

const checks: Check[] = [
  // Half of a feature often is a field inside a tool or a block; a typed model of the gateway drops it.
  check({
    id: 'common/unknown-parts/unknown-nested',
    title: 'Unknown fields inside nested objects arrive',
    requirements: ['MSG-BODY-08'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const field = t.invent('field');
      const odd = { [field]: { level: 'high' } };
      const marker = { type: 'ephemeral', ...odd };
      const body = {
        tools: [{ ...TOOL, ...odd, input_schema: { ...TOOL.input_schema, ...odd } }],
        system: [{ type: 'text', text: 'Be brief.', cache_control: marker, ...odd }],
        messages: [{ role: 'user', content: [{ type: 'text', text: MARK, ...odd }], ...odd }],
        max_tokens: 4096,
        thinking: { type: 'enabled', budget_tokens: 1024, ...odd },
        output_config: { effort: 'medium', ...odd },
        metadata: { user_id: 'someone', ...odd },
      };
      const places = ['tools.0', 'tools.0.input_schema', 'system.0', 'system.0.cache_control', 'messages.0'];
      const paths = [...places, 'messages.0.content.0', 'thinking', 'output_config', 'metadata'];
      const wanted = paths.map((path) => `${path}.${field}`);
      expectKept(t, 'MSG-BODY-08', await t.send(t.turn({ body })), wanted);
    },
  }),

  // Server tools have no input_schema and a type that changes with the date in its name.
  check({
    id: 'common/unknown-parts/unknown-tool-type',
    title: 'A tool of an unknown type, without a schema, arrives',
    requirements: ['MSG-BODY-09'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const body = { tools: [{ type: t.invent('tool'), name: t.invent('field'), max_uses: 3 }, TOOL] };
      expectKept(t, 'MSG-BODY-09', await t.send(t.turn({ body })), ['tools.0']);
    },
  }),

  // Block types come with features, too; a closed union of them fails the turn or loses the block.
  check({
    id: 'common/unknown-parts/unknown-block-type',
    title: 'A content block of an unknown type arrives',
    requirements: ['MSG-BODY-09'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const [message] = says('What is this?');
      const block = { type: t.invent('field'), [t.invent('field')]: { id: 'b1' }, title: 'A block' };
      const messages = [{ role: 'user', content: [block, ...(message?.content ?? [])] }];
      expectKept(t, 'MSG-BODY-09', await t.send(t.turn({ body: { messages } })), ['messages.0.content.0']);
    },
  }),
];

export default checks;
