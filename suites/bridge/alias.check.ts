import { check, expectServed, MARK, text, user } from '../../src/suite.ts';

/** Sent for a model that Claude Code does not know: it takes the name for a current one. */
const BETAS = [
  'claude-code-20250219',
  'interleaved-thinking-2025-05-14',
  'context-management-2025-06-27',
  'effort-2025-11-24',
];

export default [
  // Only the gateway knows which model an alias stands for; the 400 of an older one ends every session under it.
  check({
    id: 'bridge/alias/current-features',
    title: 'Every declared name is served with adaptive thinking, effort and context management',
    requirements: ['BRG-07'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const model of new Set([t.target.model, ...Object.keys(t.target.models)])) {
        const body = {
          model,
          max_tokens: 32_000,
          thinking: { type: 'adaptive' },
          output_config: { effort: 'high' },
          context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] },
          messages: [user(text(MARK))],
        };
        const trip = await t.send(t.turn({ betas: BETAS, body, strict: true }));
        expectServed(t, 'BRG-07', trip, `a request for ${model} with what current models accept`);
      }
    },
  }),
];
