import { type Check, check, expectFeature, MARK } from '../../src/suite.ts';

const checks: Check[] = [
  // Effort for one turn, and a reminder that ends by itself, live on the system message.
  check({
    id: 'messages/optional-features/per-turn-control',
    title: '`output_config` and `clear_at` on a system message arrive',
    requirements: ['FEAT-12'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const message = { role: 'system', content: 'Be thorough.', clear_at: 'next_user_message' };
      const messages = [
        { role: 'user', content: MARK },
        { ...message, output_config: { effort: 'high' } },
      ];
      await expectFeature(t, 'FEAT-12', {
        betas: ['per-turn-control-2026-07-01', 'mid-conversation-system-clear-at-2026-08-21'],
        body: { messages },
        paths: ['messages.1.clear_at', 'messages.1.output_config'],
      });
    },
  }),

  // Fast mode is paid for; its loss means standard speed.
  check({
    id: 'messages/optional-features/fast-mode',
    title: '`speed` arrives with its beta value',
    requirements: ['FEAT-14'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectFeature(t, 'FEAT-14', { betas: ['fast-mode-2026-02-01'], body: { speed: 'fast' } });
    },
  }),

  // What is shown of the thinking depends on it.
  check({
    id: 'messages/optional-features/thinking-display',
    title: '`thinking.display` arrives with its beta value',
    requirements: ['FEAT-18'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectFeature(t, 'FEAT-18', {
        betas: ['thinking-display-updates-2026-08-18'],
        // With a budget, since adaptive thinking is judged by FEAT-01.
        body: { max_tokens: 4096, thinking: { type: 'enabled', budget_tokens: 1024, display: 'updates' } },
        paths: ['thinking.display'],
      });
    },
  }),

  // Pairs of the SDK, used by other programs behind the same gateway.
  check({
    id: 'messages/optional-features/sdk-pairs',
    title: 'Fallbacks, compaction, diagnostics and threads arrive with their beta values',
    requirements: ['FEAT-21'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectFeature(t, 'FEAT-21', {
        betas: [
          'server-side-fallback-2026-07-01',
          'compact-2026-09-04',
          'cache-diagnosis-2026-04-07',
          'message-threads-2026-08-12',
        ],
        body: {
          fallbacks: [{ model: t.target.model, max_tokens: 1024 }],
          compaction: { type: 'summarize', instructions: 'Keep the file names.' },
          diagnostics: { previous_message_id: null },
          thread: { type: 'create' },
        },
      });
    },
  }),
];

export default checks;
