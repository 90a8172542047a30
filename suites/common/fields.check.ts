import { type Check, check, expectKept, expectNothingAdded, MARK } from '../../src/suite.ts';

const TOOL = {
  name: 'find_file',
  description: 'Finds a file by name.',
  input_schema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
};

function says(text: string) {
  return [{ role: 'user', content: [{ type: 'text', text: `${text} (${MARK})` }] }];
}

/** Fields of the gateway's own; list entries and cache markers belong to other rows. */
function isOwnField(path: string): boolean {
  return !/(^|\.)(\d+|cache_control(\..*)?)$/.test(path);
}

const checks: Check[] = [
  // A body rebuilt from known parameters loses what the next release adds, and what developers add themselves.
  check({
    id: 'common/fields/unknown-top-level',
    title: 'Top-level fields that nobody has seen before arrive',
    requirements: ['MSG-BODY-01', 'MSG-BODY-16', 'DRIFT-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const flag = t.invent('field');
      const nested = t.invent('field');
      const body = {
        [flag]: true,
        [nested]: { mode: 'quick', steps: [{ name: 'first' }, { name: 'second' }] },
      };
      expectKept(t, 'MSG-BODY-01', await t.send(t.turn({ body })), Object.keys(body));
    },
  }),

  // Sampling, stops and tool choice change what the model does, and nothing says so when they are gone.
  check({
    id: 'common/fields/known-top-level',
    title: 'Documented top-level fields arrive with their values',
    requirements: ['MSG-BODY-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const common = {
        tools: [TOOL],
        stop_sequences: ['</severity>', 'END'],
        temperature: 0.7,
        top_p: 0.9,
        top_k: 40,
        service_tier: 'standard_only',
        inference_geo: 'us',
        container: 'container_demo',
      };
      const choices = [
        { type: 'auto', disable_parallel_tool_use: true },
        { type: 'tool', name: TOOL.name },
        { type: 'any' },
        { type: 'none' },
      ];
      for (const tool_choice of choices) {
        const body = { ...common, tool_choice };
        expectKept(t, 'MSG-BODY-01', await t.send(t.turn({ body })), Object.keys(body));
      }
    },
  }),

  // Half of a feature often is a field inside a tool or a block; a typed model of the gateway drops it.
  check({
    id: 'common/fields/unknown-nested',
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
    id: 'common/fields/unknown-tool-type',
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
    id: 'common/fields/unknown-block-type',
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

  // A default parameter is harmless until a model or a version refuses it; then no developer set it.
  check({
    id: 'common/fields/nothing-added',
    title: 'No field is added to a plain body, nor to one with an empty tool list',
    requirements: ['MSG-BODY-10'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const system = [{ type: 'text', text: 'Be brief.' }];
      const plain = { metadata: undefined, system, messages: says('Hello.') };
      for (const body of [plain, { ...plain, tools: [] }]) {
        expectNothingAdded(t, 'MSG-BODY-10', await t.send(t.turn({ body })), isOwnField);
      }
    },
  }),

  // The string holds JSON; gateways that attribute by user like to put their own in its place.
  check({
    id: 'common/fields/user-id',
    title: 'metadata.user_id arrives as the same string',
    requirements: ['MSG-BODY-14'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const session_id = '6f0c1d52-3b7a-4c7e-9d41-5a2e8f0b9c33';
      const user_id = JSON.stringify({ device_id: 'ab'.repeat(32), account_uuid: '', session_id });
      const trip = await t.send(t.turn({ body: { metadata: { user_id } } }));
      expectKept(t, 'MSG-BODY-14', trip, ['metadata']);
    },
  }),
];

export default checks;
