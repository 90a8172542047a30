import { MESSAGES, type Mode, signedFor } from './mode.ts';

const PROBE = 'POST /v1/messages';

export const mantle: Mode = {
  ...MESSAGES,
  name: 'Mantle',
  format: 'mantle',
  env: (url) => ({
    CLAUDE_CODE_USE_MANTLE: '1',
    ANTHROPIC_BEDROCK_MANTLE_BASE_URL: url,
    AWS_REGION: 'us-east-1',
  }),
  credentials: [
    {
      name: 'bearer key',
      env: { AWS_BEARER_TOKEN_BEDROCK: 'key-e2e' },
      header: ['authorization', /^Bearer key-e2e$/],
      probes: [PROBE],
    },
    { name: 'signature', ...signedFor('bedrock-mantle'), probes: [PROBE] },
    { name: 'no credential', env: { CLAUDE_CODE_SKIP_MANTLE_AUTH: '1' } },
  ],
  model: 'anthropic.claude-opus-5-5',
  betas: [
    'claude-code-20250219',
    'interleaved-thinking-2025-05-14',
    'context-management-2025-06-27',
    'thinking-token-count-2026-05-13',
    'tool-search-tool-2025-10-19',
    'effort-2025-11-24',
  ],
  body: { model: 'anthropic.claude-opus-5-5', stream: true },
};
