import type { Mode } from './mode.ts';

const MODELS = 'POST /v1/projects/e2e-project/locations/us-east5/publishers/anthropic/models';

export const vertex: Mode = {
  name: 'Vertex',
  format: 'vertex',
  env: (url) => ({
    CLAUDE_CODE_USE_VERTEX: '1',
    CLAUDE_CODE_SKIP_VERTEX_AUTH: '1',
    ANTHROPIC_VERTEX_BASE_URL: `${url}/v1`,
    ANTHROPIC_VERTEX_PROJECT_ID: 'e2e-project',
    CLOUD_ML_REGION: 'us-east5',
  }),
  credentials: [
    {
      name: 'auth token of the gateway',
      env: { ANTHROPIC_AUTH_TOKEN: 'token-e2e' },
      header: ['authorization', /^Bearer token-e2e$/],
    },
    { name: 'no credential', env: {} },
  ],
  model: 'claude-opus-5-5',
  turn: `${MODELS}/claude-opus-5-5:streamRawPredict`,
  whole: `${MODELS}/claude-opus-5-5:rawPredict`,
  models: [['sonnet', `${MODELS}/claude-sonnet-4-5@20250929:streamRawPredict`]],
  count: `${MODELS}/count-tokens:rawPredict`,
  betas: [
    'claude-code-20250219',
    'interleaved-thinking-2025-05-14',
    'web-search-2025-03-05',
    'thinking-token-count-2026-05-13',
    'tool-search-tool-2025-10-19',
    'effort-2025-11-24',
  ],
  keys: [
    'messages',
    'system',
    'tools',
    'metadata',
    'max_tokens',
    'thinking',
    'output_config',
    'stream',
    'anthropic_version',
  ],
  body: { stream: true, anthropic_version: 'vertex-2023-10-16' },
};
