import { type Check, check, expectFeature } from '../../src/suite.ts';

const SCHEMA = { type: 'object', properties: { title: { type: 'string' } }, required: ['title'] };
const checks: Check[] = [
  // Current models refuse the older form with a budget, and older ones this one.
  check({
    id: 'messages/features/adaptive-thinking',
    title: 'Adaptive thinking arrives as it was sent',
    requirements: ['FEAT-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectFeature(t, 'FEAT-01', { betas: [], body: { thinking: { type: 'adaptive' } } });
    },
  }),

  // Claude Code sends the pair with every turn.
  check({
    id: 'messages/features/context-management',
    title: 'Context management arrives with its beta value',
    requirements: ['FEAT-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const edits = [
        { type: 'clear_thinking_20251015', keep: 'all' },
        {
          type: 'clear_tool_uses_20250919',
          keep: { type: 'tool_uses', value: 5 },
          exclude_tools: ['look_up'],
        },
      ];
      await expectFeature(t, 'FEAT-02', {
        betas: ['context-management-2025-06-27'],
        body: { context_management: { edits } },
      });
    },
  }),

  // The beta value is all there is of it: its loss shows only when a session outgrows the smaller window.
  check({
    id: 'messages/features/long-context',
    title: 'The beta value of the 1M context window arrives',
    requirements: ['FEAT-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectFeature(t, 'FEAT-03', { betas: ['context-1m-2025-08-07'] });
    },
  }),

  // Nothing on the screen shows its loss, either.
  check({
    id: 'messages/features/interleaved-thinking',
    title: 'The beta value of interleaved thinking arrives',
    requirements: ['FEAT-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectFeature(t, 'FEAT-04', { betas: ['interleaved-thinking-2025-05-14'] });
    },
  }),

  // The user's choice of effort is lost, or the turn is a 400.
  check({
    id: 'messages/features/effort',
    title: 'Effort arrives with its beta value',
    requirements: ['FEAT-07'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectFeature(t, 'FEAT-07', {
        betas: ['effort-2025-11-24'],
        body: { output_config: { effort: 'max' } },
      });
    },
  }),

  // Titles and `--json-schema` ask for it, and the client has no way around its refusal.
  check({
    id: 'messages/features/structured-output',
    title: 'A schema for the answer arrives with its beta value, in both forms',
    requirements: ['FEAT-08'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const format = { type: 'json_schema', schema: { ...SCHEMA, additionalProperties: false } };
      const betas = ['structured-outputs-2025-12-15'];
      await expectFeature(t, 'FEAT-08', { betas, body: { output_config: { format } } });
      await expectFeature(t, 'FEAT-08', { betas, body: { output_format: format } });
    },
  }),

  // A budget that the upstream never sees does not hold.
  check({
    id: 'messages/features/task-budget',
    title: 'A task budget arrives with its beta value',
    requirements: ['FEAT-09'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const task_budget = { type: 'tokens', total: 40_000, remaining: 12_500 };
      await expectFeature(t, 'FEAT-09', {
        betas: ['task-budgets-2026-03-13'],
        body: { output_config: { task_budget } },
      });
    },
  }),
];

export default checks;
