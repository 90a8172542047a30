import { resolve } from 'node:path';
import type { FormatId } from '../contract/requirement.ts';
import type { AwsKeys } from '../mock/sigv4/signature.ts';
import type { MockCommandOptions } from './mock-command.ts';
import { quoted } from './repeat.ts';

/** Addresses to listen on that are none to connect to. */
const ANY_ADDRESS = /^(0\.0\.0\.0|\[::\])$/;
export const KEY_VARIABLE = 'GATEWAY_CHECK_API_KEY';

/** What the mock serves at, and what it demands. */
export interface Greeted {
  readonly url: string;
  readonly format: FormatId;
  readonly apiKey: string | undefined;
  readonly sigv4: AwsKeys | undefined;
}

/**
 * The lines for the shell of Claude Code that point it at a mock, in one of its formats. A secret that was
 * typed is repeated; of one from the environment only the variable is named.
 */
export function greeting({ url, format, apiKey, sigv4 }: Greeted, options: MockCommandOptions): string {
  const { apiKey: typed, tlsCert, tlsCaOut } = options;
  const base = new URL(url);
  if (ANY_ADDRESS.test(base.hostname)) base.hostname = '127.0.0.1';
  const scheme = tlsCert === undefined && tlsCaOut === undefined ? 'http' : 'https';
  const isFromEnv = typed === undefined && apiKey !== undefined;
  const variables = VARIABLES[format]({
    base: `${scheme}://${base.host}`,
    key: isFromEnv ? `"$${KEY_VARIABLE}"` : quoted(typed ?? 'any-key-is-good'),
    pair: sigv4 && apiKey === undefined ? pairOf(sigv4, options) : undefined,
  });
  return [
    `# The mock listens on ${scheme}://${new URL(url).host}. In the shell of Claude Code:`,
    ...Object.entries(variables).map(([name, word]) => `export ${name}=${word}`),
    ...(tlsCaOut === undefined ? [] : [`export NODE_EXTRA_CA_CERTS=${quoted(resolve(tlsCaOut))}`]),
    'export CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1',
    'claude',
    '',
  ].join('\n');
}

/** Names of variables and their values as words of a shell, in the order of the lines. */
type Variables = Readonly<Record<string, string>>;

function pairOf(keys: AwsKeys, { awsSecretAccessKey: typed }: MockCommandOptions): Variables {
  return {
    AWS_ACCESS_KEY_ID: quoted(keys.accessKeyId),
    AWS_SECRET_ACCESS_KEY: typed === undefined ? '"$AWS_SECRET_ACCESS_KEY"' : quoted(typed),
    ...(keys.sessionToken !== undefined && { AWS_SESSION_TOKEN: '"$AWS_SESSION_TOKEN"' }),
  };
}

interface Way {
  readonly base: string;
  readonly key: string;
  /** Set where requests are to be signed. */
  readonly pair: Variables | undefined;
}

const REGION = { AWS_REGION: 'us-east-1' };

/** How Claude Code is told to use each format. Vertex has no key of its own: it gets that of the gateway. */
const VARIABLES: Readonly<Record<FormatId, (way: Way) => Variables>> = {
  anthropic: ({ base, key }) => ({ ANTHROPIC_BASE_URL: base, ANTHROPIC_API_KEY: key }),
  bedrock: ({ base, key, pair }) => ({
    CLAUDE_CODE_USE_BEDROCK: '1',
    ANTHROPIC_BEDROCK_BASE_URL: base,
    ...REGION,
    ...(pair ?? { AWS_BEARER_TOKEN_BEDROCK: key }),
  }),
  vertex: ({ base, key }) => ({
    CLAUDE_CODE_USE_VERTEX: '1',
    ANTHROPIC_VERTEX_BASE_URL: `${base}/v1`,
    ANTHROPIC_VERTEX_PROJECT_ID: 'any-project',
    CLOUD_ML_REGION: 'us-east5',
    CLAUDE_CODE_SKIP_VERTEX_AUTH: '1',
    ANTHROPIC_AUTH_TOKEN: key,
  }),
  foundry: ({ base, key }) => ({
    CLAUDE_CODE_USE_FOUNDRY: '1',
    ANTHROPIC_FOUNDRY_BASE_URL: base,
    ANTHROPIC_FOUNDRY_API_KEY: key,
    // Of the model that it would choose here the client only says that it retires.
    ANTHROPIC_MODEL: 'claude-opus-5-5',
  }),
  aws: ({ base, key, pair }) => ({
    CLAUDE_CODE_USE_ANTHROPIC_AWS: '1',
    ANTHROPIC_AWS_BASE_URL: base,
    ANTHROPIC_AWS_WORKSPACE_ID: 'any-workspace',
    ...REGION,
    ...(pair ?? { ANTHROPIC_AWS_API_KEY: key }),
  }),
  mantle: ({ base, key, pair }) => ({
    CLAUDE_CODE_USE_MANTLE: '1',
    ANTHROPIC_BEDROCK_MANTLE_BASE_URL: base,
    ...REGION,
    ...(pair ?? { AWS_BEARER_TOKEN_BEDROCK: key }),
  }),
};
