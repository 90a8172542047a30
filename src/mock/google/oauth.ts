import type { RequestRecord } from '../../net/exchange.ts';
import { header } from '../../wire/headers.ts';
import type { JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import type { Reply } from '../reply.ts';
import { json } from './reply.ts';
import { accessToken } from './token.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** Seconds: how long an assertion may live, and how far its clock may be off. */
const LONGEST = 3_600;
const SKEW = 600;

/**
 * Google's OAuth token endpoint for service accounts (RFC 7523) and refresh tokens. The form of an assertion
 * is checked, its signature is not: the mock knows no account's key.
 * @param body the JSON body, empty for a form
 * @param now milliseconds since the epoch
 */
export function oauthToken(request: RequestRecord, body: JsonObject, now: number): Reply {
  const asked = parameters(request, body);
  const problem = asked['grant_type'] === JWT_BEARER ? badAssertion(asked, now) : badRequest(asked);
  if (problem) return json(400, problem, NO_STORE);
  const account = asked['assertion'] ?? `${asked['client_id']} ${asked['refresh_token']}`;
  return json(200, accessToken(subject(account)), NO_STORE);
}

const NO_STORE = [['cache-control', 'no-cache, no-store, max-age=0, must-revalidate']] as const;

function parameters(
  { headers, body: bytes }: RequestRecord,
  body: JsonObject,
): Record<string, string | undefined> {
  if (header(headers, 'content-type')?.startsWith('application/json')) {
    const texts = Object.entries(body).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    return Object.fromEntries(texts);
  }
  return Object.fromEntries(new URLSearchParams(Buffer.from(bytes).toString()));
}

function badRequest(asked: Record<string, string | undefined>): JsonObject | undefined {
  const grant = asked['grant_type'];
  if (!grant) return missing('grant_type');
  if (grant !== 'refresh_token') return oauthError('unsupported_grant_type', `Invalid grant_type: ${grant}`);
  if (!asked['client_id'])
    return oauthError('invalid_request', 'Could not determine client ID from request.');
  return asked['refresh_token'] ? undefined : missing('refresh_token');
}

function badAssertion(
  { assertion }: Record<string, string | undefined>,
  now: number,
): JsonObject | undefined {
  if (!assertion) return missing('assertion');
  const invalid = (what: string) => oauthError('invalid_grant', `Invalid JWT: ${what}`);
  const [head, claims, signature, ...more] = assertion.split('.');
  const [header, claim] = [decoded(head), decoded(claims)];
  if (!header || !claim || !signature || more.length > 0) return invalid('Failed to parse the assertion.');
  if (header['alg'] !== 'RS256') return invalid('Unsupported algorithm, RS256 is needed.');
  if (typeof claim['iss'] !== 'string') return invalid('Missing issuer (iss).');
  if (typeof claim['aud'] !== 'string') return invalid('Missing audience (aud).');
  if (!isTimely(claim, now / 1_000)) {
    return invalid(
      'Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
    );
  }
  if (typeof claim['scope'] === 'string' && claim['scope'] !== '') return undefined;
  return oauthError('invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
}

function isTimely({ iat, exp }: JsonObject, now: number): boolean {
  if (typeof iat !== 'number' || typeof exp !== 'number') return false;
  return iat <= now + SKEW && exp >= now - SKEW && exp > iat && exp - iat <= LONGEST;
}

/** The account that an assertion speaks for: two assertions of one account get one token. */
function subject(account: string): string {
  const issuer = decoded(account.split('.')[1])?.['iss'];
  return typeof issuer === 'string' ? issuer : account;
}

function decoded(part: string | undefined): JsonObject | undefined {
  if (!part || !/^[\w-]+$/.test(part)) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function missing(parameter: string): JsonObject {
  return oauthError('invalid_request', `Missing required parameter: ${parameter}`);
}

function oauthError(error: string, description: string): JsonObject {
  return { error, error_description: description };
}
