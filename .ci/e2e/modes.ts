/** One way to give the client a credential, and what of it a gateway sees. */
export interface Credential {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** The one header that carries it, on every turn and count; absent: requests carry none. */
  readonly header?: readonly [name: string, value: RegExp];
  /** Request lines of the one-token probes with which a start under this credential tries its models. */
  readonly probes?: readonly string[];
}

/**
 * One of the APIs that Claude Code speaks, as its release 2.1.330 does under Opus 5.5. Lists of headers, keys
 * and beta values are whole: something more or less is another release, or a defect.
 */
export interface Mode {
  readonly name: string;
  /** What switches it on and points it at the gateway `url`. */
  env(url: string): Readonly<Record<string, string>>;
  /** The first one is used wherever the credential does not matter. */
  readonly credentials: readonly [Credential, ...Credential[]];
  /** As the client names it to the developer. */
  readonly model: string;
  /** Request lines before the first turn. */
  readonly startup?: readonly string[];
  /** The request line of every turn. */
  readonly turn: string;
  /** Request lines before the counts of `/context`, and the one of each count. */
  readonly lookups?: readonly string[];
  readonly count: string;
  /** Headers of every turn that only this mode has. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The `anthropic-beta` header of every turn. */
  readonly betas: readonly string[];
  /** The keys of every turn's body, in order, and the values that belong to the mode. */
  readonly keys: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
}

const MESSAGES = {
  turn: 'POST /v1/messages?beta=true',
  count: 'POST /v1/messages/count_tokens?beta=true',
  keys: [
    'model',
    'messages',
    'system',
    'tools',
    'metadata',
    'max_tokens',
    'thinking',
    'context_management',
    'output_config',
    'stream',
  ],
} as const;

const ANTHROPIC: Mode = {
  ...MESSAGES,
  name: 'Anthropic',
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

const FOUNDRY: Mode = {
  ...MESSAGES,
  name: 'Foundry',
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

const AWS: Mode = {
  ...MESSAGES,
  name: 'Claude Platform on AWS',
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

const MANTLE_PROBE = 'POST /v1/messages';

const MANTLE: Mode = {
  ...MESSAGES,
  name: 'Mantle',
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
      probes: [MANTLE_PROBE],
    },
    { name: 'signature', ...signedFor('bedrock-mantle'), probes: [MANTLE_PROBE] },
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

/** Made-up AWS keys and the signature of version 4 that they give, for `service` and over at least `header`. */
function signedFor(service: string, header = 'host'): Omit<Credential, 'name'> {
  const scope = `Credential=AKIDEXAMPLE/\\d{8}/us-east-1/${service}/aws4_request`;
  return {
    env: { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret-e2e' },
    header: [
      'authorization',
      new RegExp(`^AWS4-HMAC-SHA256 ${scope}, SignedHeaders=.*\\b${header}\\b.*, Signature=[0-9a-f]{64}$`),
    ],
  };
}

export const MODES: readonly Mode[] = [ANTHROPIC, FOUNDRY, AWS, MANTLE];
