import { type CheckContext, check, expectClosed, expectOpened, type Json } from '../../src/suite.ts';

const CONTEXT = { context_management: { edits: [] } };
const BUDGET = { 'output_config.task_budget': { type: 'tokens', total: 20_000 } };
const SPEED = { speed: 'standard' };

/** Both ways in which a pair shows: its field refused alone, and taken with its value. */
async function expectPair(
  t: CheckContext,
  requirement: Parameters<typeof expectClosed>[1],
  beta: string,
  places: Readonly<Record<string, Json>>,
) {
  await expectClosed(t, requirement, places);
  await expectOpened(t, requirement, beta, places);
}

export default [
  // A gateway that adds the value, or takes the field out, hides the mistake of the client until the next release.
  check({
    id: 'canary/pairs/half-stays-single',
    title: 'A body field without its beta value reaches the API as it is, and is refused there',
    requirements: ['FEAT-00'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectClosed(t, 'FEAT-00', CONTEXT);
    },
  }),

  check({
    id: 'canary/pairs/context-management',
    title: 'Context management reaches the API with its beta value',
    requirements: ['FEAT-02'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectPair(t, 'FEAT-02', 'context-management-2025-06-27', CONTEXT);
    },
  }),

  check({
    id: 'canary/pairs/task-budget',
    title: 'A task budget reaches the API with its beta value',
    requirements: ['FEAT-09'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectPair(t, 'FEAT-09', 'task-budgets-2026-03-13', BUDGET);
    },
  }),

  check({
    id: 'canary/pairs/speed',
    title: 'The choice of speed reaches the API with its beta value',
    requirements: ['FEAT-14'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectPair(t, 'FEAT-14', 'fast-mode-2026-02-01', SPEED);
    },
  }),
];
