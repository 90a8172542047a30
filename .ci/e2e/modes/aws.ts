import { MESSAGES, type Mode, signedFor } from './mode.ts';

export const aws: Mode = {
  ...MESSAGES,
  name: 'Claude Platform on AWS',
  format: 'aws',
  env: (url) => ({
    CLAUDE_CODE_USE_ANTHROPIC_AWS: '1',
    ANTHROPIC_AWS_BASE_URL: url,
    ANTHROPIC_AWS_WORKSPACE_ID: 'wrkspc_e2e',
    AWS_REGION: 'us-east-1',
  }),
  credentials: [
    { name: 'API key', env: { ANTHROPIC_AWS_API_KEY: 'key-e2e' }, header: ['x-api-key', /^key-e2e$/] },
    { name: 'signature', ...signedFor('aws-external-anthropic', 'anthropic-workspace-id') },
  ],
  model: 'claude-opus-5-5',
  headers: { 'anthropic-workspace-id': 'wrkspc_e2e' },
  betas: [
    'claude-code-20250219',
    'interleaved-thinking-2025-05-14',
    'context-management-2025-06-27',
    'prompt-caching-scope-2026-01-05',
    'per-turn-control-2026-07-01',
    'mid-conversation-tool-changes-2026-07-01',
    'advisor-tool-2026-03-01',
    'thinking-token-count-2026-05-13',
    'advanced-tool-use-2025-11-20',
    'effort-2025-11-24',
  ],
  body: { model: 'claude-opus-5-5', stream: true },
};
