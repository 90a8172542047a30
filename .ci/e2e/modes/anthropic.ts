import { MESSAGES, type Mode } from './mode.ts';

export const anthropic: Mode = {
  ...MESSAGES,
  name: 'Anthropic',
  format: 'anthropic',
  env: (url) => ({ ANTHROPIC_BASE_URL: url }),
  credentials: [
    {
      name: 'API key',
      env: { ANTHROPIC_API_KEY: 'sk-ant-gateway-check-e2e' },
      header: ['x-api-key', /^sk-ant-gateway-check-e2e$/],
    },
    {
      name: 'auth token',
      env: { ANTHROPIC_AUTH_TOKEN: 'token-e2e' },
      header: ['authorization', /^Bearer token-e2e$/],
    },
  ],
  model: 'claude-opus-5-5',
  betas: [
    'claude-code-20250219',
    'interleaved-thinking-2025-05-14',
    'context-management-2025-06-27',
    'per-turn-control-2026-07-01',
    'mid-conversation-tool-changes-2026-07-01',
    'thinking-token-count-2026-05-13',
    'advanced-tool-use-2025-11-20',
    'effort-2025-11-24',
  ],
  body: { model: 'claude-opus-5-5', stream: true },
};
