import { type Check, check, expectFeature, MARK } from '../../src/suite.ts';

const TOOL = { name: 'look_up', description: 'Looks it up.', input_schema: { type: 'object' } };

const checks: Check[] = [
  // Without it the input of a large Write arrives in one piece, after minutes of silence.
  check({
    id: 'messages/features/eager-input',
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

  // Effort for one turn, and a reminder that ends by itself, live on the system message.
  check({
    id: 'messages/features/per-turn-control',
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

  // A tool that joins or leaves in the middle of a session.
  check({
    id: 'messages/features/tool-changes',
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

  // Fast mode is paid for; its loss means standard speed.
  check({
    id: 'messages/features/fast-mode',
    title: '`speed` arrives with its beta value',
    requirements: ['FEAT-14'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectFeature(t, 'FEAT-14', { betas: ['fast-mode-2026-02-01'], body: { speed: 'fast' } });
    },
  }),

  // A gateway that knows a list of tool types refuses this one by its tag.
  check({
    id: 'messages/features/advisor',
    title: 'The advisor tool arrives with its beta value',
    requirements: ['FEAT-15'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const advisor = { type: 'advisor_20260301', name: 'advisor', model: t.target.model, max_uses: 2 };
      await expectFeature(t, 'FEAT-15', {
        betas: ['advisor-tool-2026-03-01'],
        body: { tools: [TOOL, advisor] },
        paths: ['tools.1.type', 'tools.1.name', 'tools.1.max_uses'],
      });
    },
  }),

  // What is shown of the thinking depends on it.
  check({
    id: 'messages/features/thinking-display',
    title: '`thinking.display` arrives with its beta value',
    requirements: ['FEAT-18'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectFeature(t, 'FEAT-18', {
        betas: ['thinking-display-updates-2026-08-18'],
        body: { thinking: { type: 'adaptive', display: 'updates' } },
        paths: ['thinking.display'],
      });
    },
  }),

  // Pairs of the SDK, used by other programs behind the same gateway.
  check({
    id: 'messages/features/sdk-pairs',
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
