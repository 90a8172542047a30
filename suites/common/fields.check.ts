import { type Check, check, expectKept, expectNothingAdded, MARK, type Target } from '../../src/suite.ts';
import { SEARCH_TOOL } from './search-tool.ts';

function says(text: string) {
  return [{ role: 'user', content: [{ type: 'text', text: `${text} (${MARK})` }] }];
}

/** Fields of the gateway's own; list entries and cache markers belong to other rows, on Bedrock `stream`, too. */
function isOwnField(path: string, format: Target['format']): boolean {
  if (format === 'bedrock' && path === 'stream') return false;
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
        tools: [SEARCH_TOOL],
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
        { type: 'tool', name: SEARCH_TOOL.name },
        { type: 'any' },
        { type: 'none' },
      ];
      for (const tool_choice of choices) {
        const body = { ...common, tool_choice };
        for (const stream of [false, true]) {
          expectKept(t, 'MSG-BODY-01', await t.send(t.turn({ stream, body })), Object.keys(body));
        }
      }
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
        const concerns = (path: string) => isOwnField(path, t.format);
        expectNothingAdded(t, 'MSG-BODY-10', await t.send(t.turn({ body })), concerns);
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
