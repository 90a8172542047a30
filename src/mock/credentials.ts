import type { RequestRecord } from '../net/exchange.ts';
import type { WireId } from '../wire/format.ts';
import { header, headerValues } from '../wire/headers.ts';
import type { Refusal } from './encode/errors.ts';
import { INVALID_CREDENTIALS, UNAUTHENTICATED } from './google/reply.ts';
import { isAccessToken } from './google/token.ts';
import type { Policy } from './respond.ts';
import type { Asking } from './routes.ts';
import { signatureProblem } from './sigv4.ts';

/** What a mock demands of those who call it. */
export type Demands = Pick<Policy, 'validation' | 'apiKey' | 'sigv4'>;

interface Refusals {
  readonly missing: Refusal;
  readonly invalid: Refusal;
  /** Where a bearer token is refused in other words than a signature. */
  readonly invalidToken?: Refusal;
}

const REFUSALS: Readonly<Record<WireId, Refusals>> = {
  anthropic: {
    missing: { status: 401, type: 'authentication_error', message: 'x-api-key header is required' },
    invalid: { status: 401, type: 'authentication_error', message: 'invalid x-api-key' },
  },
  bedrock: {
    missing: {
      status: 403,
      type: 'MissingAuthenticationTokenException',
      message: 'Missing Authentication Token',
    },
    invalid: {
      status: 403,
      type: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    },
    invalidToken: {
      status: 403,
      type: 'AccessDeniedException',
      message: 'Authentication failed: Please make sure your API Key is valid.',
    },
  },
  vertex: {
    missing: { status: 401, type: UNAUTHENTICATED.status, message: UNAUTHENTICATED.message },
    invalid: { status: 401, type: INVALID_CREDENTIALS.status, message: INVALID_CREDENTIALS.message },
  },
};

/**
 * Why the credential of a request does not do, in the words of its API; undefined: it does, or none is
 * demanded. Where a key pair is configured, a signature is verified, and Bedrock takes nothing else but the
 * API key, so that a gateway that passes a request on unsigned is found out. Only a signature takes a promise:
 * one for each request would cost more than the rest of this.
 */
export function credentialProblem(
  request: RequestRecord,
  { operation, format: { id } }: Asking,
  { validation, apiKey, sigv4 }: Demands,
): Refusal | undefined | Promise<Refusal | undefined> {
  // Claude Code asks for `/api/hello` without a credential.
  if (operation === 'hello') return undefined;
  const { missing, invalid, invalidToken = invalid } = REFUSALS[id];
  const isSignatureDemanded = id === 'bedrock' && sigv4 !== undefined;
  const given = credential(request, id);
  if (given === undefined) {
    const isDemanded = validation === 'strict' || apiKey !== undefined || isSignatureDemanded;
    return isDemanded ? missing : undefined;
  }
  if (apiKey !== undefined && given === apiKey) return undefined;
  const isSigned = SIGNED.test(given);
  if (sigv4 !== undefined && id !== 'vertex' && isSigned) {
    return signatureProblem(request, sigv4).then(
      (problem) => problem && (id === 'bedrock' ? problem : { ...problem, type: 'permission_error' }),
    );
  }
  if (id === 'vertex' && isAccessToken(given)) return undefined;
  if (apiKey === undefined && !isSignatureDemanded) return undefined;
  return isSigned ? invalid : invalidToken;
}

/** An `Authorization` of AWS. */
const SIGNED = /^AWS4-/i;

/**
 * Without the scheme `Bearer`. On Messages `x-api-key` decides when both credentials come; Foundry, whose
 * paths are those of Messages, takes `api-key`, too.
 */
function credential({ headers }: RequestRecord, id: WireId): string | undefined {
  const key = id === 'anthropic' ? (header(headers, 'x-api-key') ?? header(headers, 'api-key')) : undefined;
  if (key !== undefined) return key;
  const authorization = headerValues(headers, 'authorization')[0];
  const token = /^bearer\s+(.*)$/is.exec(authorization ?? '')?.[1];
  // Google knows no other scheme.
  return id === 'vertex' ? token : (token ?? authorization);
}
