import {
  type Check,
  check,
  expectFeature,
  featureTurn,
  MARK,
  messagesBody,
  modelOf,
  valueAt,
} from '../../src/suite.ts';

const SCHEMA = { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] };
const TOOL = { name: 'look_up', description: 'Looks it up.', input_schema: SCHEMA };

const checks: Check[] = [
  // A field on a tool without its beta value is a 400 that names the field.
  check({
    id: 'messages/tool-features/strict-tools',
    title: '`strict` on tools arrives with its beta value',
    requirements: ['FEAT-05'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectFeature(t, 'FEAT-05', {
        betas: ['structured-outputs-2025-12-15'],
        body: { tools: [{ ...TOOL, strict: true }] },
        paths: ['tools.0.strict'],
      });
    },
  }),

  // Without the field all tool schemas fill the context; without the value it is a 400.
  check({
    id: 'messages/tool-features/tool-search',
    title: 'Deferred tools, tool examples and references to tools arrive with their beta value',
    requirements: ['FEAT-06'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const deferred = { ...TOOL, defer_loading: true, input_examples: [{ path: 'src' }] };
      const call = { type: 'tool_use', id: 'toolu_01FindsADeferredTool', name: 'search', input: {} };
      const content = [{ type: 'tool_reference', tool_name: TOOL.name }];
      const messages = [
        { role: 'user', content: 'Look it up.' },
        { role: 'assistant', content: [call] },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: call.id, content },
            { type: 'text', text: MARK },
          ],
        },
      ];
      await expectFeature(t, 'FEAT-06', {
        betas: ['advanced-tool-use-2025-11-20', 'tool-search-tool-2025-10-19'],
        body: { tools: [{ ...TOOL, name: 'search' }, deferred], messages },
        paths: ['tools.1.defer_loading', 'tools.1.input_examples', 'messages.2.content.0.content.0'],
      });
    },
  }),

  // Without it the input of a large Write arrives in one piece, after minutes of silence.
  check({
    id: 'messages/tool-features/eager-input',
    title: '`eager_input_streaming` on tools arrives',
    requirements: ['FEAT-11'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectFeature(t, 'FEAT-11', {
        betas: [],
        body: { tools: [{ ...TOOL, eager_input_streaming: true }] },
        paths: ['tools.0.eager_input_streaming'],
      });
    },
  }),

  // A tool that joins or leaves in the middle of a session.
  check({
    id: 'messages/tool-features/tool-changes',
    title: 'Tool additions and removals arrive with their beta value',
    requirements: ['FEAT-13'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const tool = { type: 'tool_reference', name: TOOL.name };
      const changes = ['tool_addition', 'tool_removal'].map((type) => ({ type, tool }));
      const messages = [
        { role: 'user', content: MARK },
        { role: 'system', content: changes },
      ];
      await expectFeature(t, 'FEAT-13', {
        betas: ['mid-conversation-tool-changes-2026-07-01'],
        body: { tools: [TOOL], messages },
        paths: ['messages.1.content.0', 'messages.1.content.1'],
      });
    },
  }),

  // A gateway that knows a list of tool types refuses this one by its tag.
  check({
    id: 'messages/tool-features/advisor',
    title: 'The advisor tool arrives with its beta value',
    requirements: ['FEAT-15'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const advisor = { type: 'advisor_20260301', name: 'advisor', model: t.target.model, max_uses: 2 };
      const pair = {
        betas: ['advisor-tool-2026-03-01'],
        body: { tools: [TOOL, advisor] },
        paths: ['tools.1.type', 'tools.1.name', 'tools.1.max_uses'],
      };
      await expectFeature(t, 'FEAT-15', pair);
      for (const stream of [false, true]) {
        const arrival = t.arrived(await t.send(t.turn({ ...featureTurn(pair), stream })));
        const body = messagesBody(arrival);
        // Where it stands in the list is FEAT-17.
        const at = [0, 1].find((place) => valueAt(body, `tools.${place}.name`) === advisor.name) ?? 1;
        const model = valueAt(body, `tools.${at}.model`);
        // An alias may become another name, as that of the request does.
        t.expect('FEAT-15', model === advisor.model || model === modelOf(arrival), {
          expected: `${advisor.model}, or the name that the model of the request arrives under`,
          actual: JSON.stringify(model) ?? 'no model',
          where: { exchange: arrival.id, part: 'request-body', path: 'tools.1.model' },
        });
      }
    },
  }),
];

export default checks;
