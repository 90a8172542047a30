import { MESSAGES, type Mode } from './mode.ts';

export const foundry: Mode = {
  ...MESSAGES,
  name: 'Foundry',
  format: 'foundry',
  // Its own default is an older model, about whose retirement the client warns from some day on.
  env: (url) => ({
    CLAUDE_CODE_USE_FOUNDRY: '1',
    ANTHROPIC_FOUNDRY_BASE_URL: url,
    ANTHROPIC_MODEL: 'claude-opus-5-5',
  }),
  credentials: [
    { name: 'API key', env: { ANTHROPIC_FOUNDRY_API_KEY: 'key-e2e' }, header: ['x-api-key', /^key-e2e$/] },
    {
      name: 'auth token',
      env: { ANTHROPIC_FOUNDRY_AUTH_TOKEN: 'token-e2e' },
      header: ['authorization', /^Bearer token-e2e$/],
    },
  ],
  model: 'claude-opus-5-5',
  betas: [
    'claude-code-20250219',
    'interleaved-thinking-2025-05-14',
    'context-management-2025-06-27',
    'web-search-2025-03-05',
    'per-turn-control-2026-07-01',
    'mid-conversation-tool-changes-2026-07-01',
    'thinking-token-count-2026-05-13',
    'advanced-tool-use-2025-11-20',
    'effort-2025-11-24',
  ],
  body: { model: 'claude-opus-5-5', stream: true },
};
