import type { FormatId } from '../../../src/contract/requirement.ts';
import type { AwsKeys } from '../../../src/mock/sigv4/signature.ts';

/** One way to give the client a credential, and what of it a gateway sees. */
export interface Credential {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** The one header that carries it, on every turn and count; absent: requests carry none. */
  readonly header?: readonly [name: string, value: RegExp];
  /** What it signs with, when it does. */
  readonly keys?: AwsKeys;
  /** Request lines of the one-token probes with which a start under this credential tries its models. */
  readonly probes?: readonly string[];
  /** Whether the client leaves it out before the first turn, and is refused. */
  readonly isOnTurnsOnly?: boolean;
}

/**
 * One of the APIs that Claude Code speaks, as its release 2.1.330 does under Opus 5.5. Lists of headers, keys
 * and beta values are whole: something more or less is another release, or a defect.
 */
export interface Mode {
  readonly name: string;
  readonly format: FormatId;
  /** What switches it on and points it at the gateway `url`. */
  env(url: string): Readonly<Record<string, string>>;
  /** The first one is used wherever the credential does not matter. */
  readonly credentials: readonly [Credential, ...Credential[]];
  /** As the client names it to the developer. */
  readonly model: string;
  /** Request lines before the first turn. */
  readonly startup?: readonly string[];
  /** The request line of every turn, and of one that is asked for in one piece. */
  readonly turn: string;
  readonly whole: string;
  /** What `--model` makes of the turn's request line, beside the default. */
  readonly models?: readonly (readonly [given: string, turn: string])[];
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

/** What every mode that speaks Messages has in common. */
export const MESSAGES = {
  turn: 'POST /v1/messages?beta=true',
  whole: 'POST /v1/messages?beta=true',
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

/** Made-up AWS keys and the signature of version 4 that they give, for `service` and over at least `header`. */
export function signedFor(service: string, header = 'host'): Omit<Credential, 'name'> {
  const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret-e2e' };
  const scope = `Credential=${keys.accessKeyId}/\\d{8}/us-east-1/${service}/aws4_request`;
  return {
    keys,
    env: { AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: keys.secretAccessKey },
    header: [
      'authorization',
      new RegExp(`^AWS4-HMAC-SHA256 ${scope}, SignedHeaders=.*\\b${header}\\b.*, Signature=[0-9a-f]{64}$`),
    ],
  };
}
