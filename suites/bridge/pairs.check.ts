import {
  check,
  expectServed,
  expectWholePairs,
  isServed,
  type JsonObject,
  MARK,
  recorded,
  replay,
  text,
  user,
} from '../../src/suite.ts';
import { refusedValues } from './refused-values.ts';

const SCHEMA = { type: 'object', properties: { path: { type: 'string' } } };
const PLAIN = { name: 'Plain', description: 'Reads.', input_schema: SCHEMA };

/** Both halves of capabilities, as the Messages API takes them. */
const PAIRS: readonly (readonly [beta: string, body: JsonObject])[] = [
  [
    'context-management-2025-06-27',
    { context_management: { edits: [{ type: 'clear_tool_uses_20250919' }] } },
  ],
  ['advanced-tool-use-2025-11-20', { tools: [PLAIN, { ...PLAIN, name: 'Late', defer_loading: true }] }],
  ['advanced-tool-use-2025-11-20', { tools: [{ ...PLAIN, input_examples: [{ path: 'a.txt' }] }] }],
  [
    'prompt-caching-scope-2026-01-05',
    {
      system: [{ type: 'text', text: 'You help.', cache_control: { type: 'ephemeral', scope: 'global' } }],
    },
  ],
  ['fast-mode-2026-02-01', { speed: 'fast' }],
  ['task-budgets-2026-03-13', { output_config: { task_budget: { type: 'tokens', total: 64_000 } } }],
  ['per-turn-control-2026-07-01', { messages: [{ ...user(text(MARK)), output_config: { effort: 'low' } }] }],
  [
    'thinking-binding-controls-2026-08-01',
    {
      thinking: { type: 'adaptive', block_binding: { prefix_mismatch_behavior: 'drop_block' } },
      max_tokens: 4_000,
    },
  ],
  ['dangerous-tool-use-2026-09-03', { safeguards: [{ type: 'dangerous_tool_use' }] }],
];

/** Its tool runs at the provider, which Bedrock cannot do: the request can only be served in part. */
const NOT_WHOLE = ['web-search'];

export default [
  // A field without its value is a 400 on every prompt; a value without its field promises what never comes.
  check({
    id: 'bridge/pairs/each-capability',
    title: 'Both halves of a capability arrive, or neither',
    requirements: ['BRG-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const [beta, body] of PAIRS) {
        const betas = ['interleaved-thinking-2025-05-14', beta];
        const trip = await t.send(t.turn({ betas, body }));
        expectWholePairs(t, 'BRG-02', trip, `a request with ${beta}`);
      }
    },
  }),

  // Behind a Messages base URL Claude Code sends all that the Messages API has.
  check({
    id: 'bridge/pairs/sessions',
    title: 'Whole requests of Claude Code arrive without half a pair',
    requirements: ['BRG-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const name of recorded(t.target)) {
        const trip = await t.send(t.turn(replay(name, t.target)));
        // A count may be refused, and what it loses loses nothing.
        if (trip.request.operation === 'count_tokens') continue;
        expectWholePairs(t, 'BRG-02', trip, `the ${name} request`);
      }
    },
  }),

  // The provider answers one field or value too many with a 400, and the session is dead from its first prompt.
  check({
    id: 'bridge/pairs/sessions-served',
    title: 'Whole requests of Claude Code are what the provider accepts',
    requirements: ['BRG-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      let values: readonly string[] = [];
      for (const name of recorded(t.target)) {
        if (NOT_WHOLE.includes(name)) continue;
        const spec = replay(name, t.target);
        if (spec.operation === 'count_tokens') continue;
        const trip = await t.send(t.turn({ ...spec, strict: true }));
        const blamed = refusedValues(t, trip);
        if (!isServed(trip.client) && blamed.length > 0) {
          values = blamed;
          continue;
        }
        expectServed(t, 'BRG-02', trip, `the ${name} request, with an upstream as strict as the provider,`);
      }
      // Claude Code asks again with less until it is served, so this alone ends no session.
      if (values.length > 0) t.blocked('BRG-02b', `the provider is known to refuse ${values.join(', ')}`);
    },
  }),
];
