import { type Mode, signedFor } from './mode.ts';

const PROBES = [
  'POST /model/us.anthropic.claude-sonnet-4-5-20250929-v1:0/invoke',
  'POST /model/us.anthropic.claude-opus-5-5/invoke',
  'POST /model/us.anthropic.claude-haiku-4-5-20251001-v1:0/invoke',
];

const PROFILE = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile';

export const bedrock: Mode = {
  name: 'Bedrock',
  format: 'bedrock',
  env: (url) => ({
    CLAUDE_CODE_USE_BEDROCK: '1',
    ANTHROPIC_BEDROCK_BASE_URL: url,
    AWS_REGION: 'us-east-1',
  }),
  credentials: [
    {
      name: 'bearer key',
      env: { AWS_BEARER_TOKEN_BEDROCK: 'key-e2e' },
      header: ['authorization', /^Bearer key-e2e$/],
      probes: PROBES,
    },
    { name: 'signature', ...signedFor('bedrock'), probes: PROBES },
    {
      name: 'auth token of the gateway',
      env: { CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1', ANTHROPIC_AUTH_TOKEN: 'token-e2e' },
      header: ['authorization', /^Bearer token-e2e$/],
      isOnTurnsOnly: true,
    },
    { name: 'no credential', env: { CLAUDE_CODE_SKIP_BEDROCK_AUTH: '1' } },
  ],
  model: 'us.anthropic.claude-opus-5-5',
  startup: ['GET /inference-profiles?type=SYSTEM_DEFINED'],
  turn: 'POST /model/us.anthropic.claude-opus-5-5/invoke-with-response-stream',
  whole: 'POST /model/us.anthropic.claude-opus-5-5/invoke',
  // Of all that a path may hold only a slash is escaped.
  models: [
    ['sonnet', 'POST /model/us.anthropic.claude-sonnet-4-5-20250929-v1:0/invoke-with-response-stream'],
    [`${PROFILE}/e2e`, `POST /model/${PROFILE}%2Fe2e/invoke-with-response-stream`],
  ],
  // The counts name the foundation model, which the lookup tells; without it there are none.
  lookups: ['GET /inference-profiles/us.anthropic.claude-opus-5-5'],
  count: 'POST /model/anthropic.claude-opus-5-5/count-tokens',
  betas: ['claude-code-20250219', 'thinking-token-count-2026-05-13', 'effort-2025-11-24'],
  keys: [
    'messages',
    'system',
    'tools',
    'metadata',
    'max_tokens',
    'thinking',
    'anthropic_beta',
    'output_config',
    'anthropic_version',
  ],
  body: {
    anthropic_version: 'bedrock-2023-05-31',
    anthropic_beta: [
      'interleaved-thinking-2025-05-14',
      'tool-search-tool-2025-10-19',
      'thinking-token-count-2026-05-13',
    ],
  },
};
