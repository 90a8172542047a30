import { header, type RawHeaders, withoutHeaders } from '../../wire/headers.ts';
import type { GatewayRequest, Middleware } from '../middleware.ts';
import { route } from '../routes.ts';
import { errorAnswer } from './response.ts';
import type { Signing } from './sign.ts';

/** Where Claude Code puts a credential: `x-api-key`, or `authorization` with `Bearer`. */
export type CredentialHeader = 'x-api-key' | 'authorization';

/** What a gateway knows of credentials. */
export interface Keys {
  /** Developers' credentials. */
  readonly accepted: readonly string[];
  /** The gateway's own at the provider. */
  readonly provider: string;
  /** What it signs with for AWS, where the upstream verifies signatures. */
  readonly aws?: Signing;
}

/** Names under which clients have put credentials into query strings. */
const QUERY_CREDENTIAL = /^(key|api[-_]?key|x-api-key|token|access_token|auth_token)$/i;

/**
 * Checks the developer's credential and sends the provider's instead: the usual gateway. Either header
 * may carry it, and if both do, one valid credential is enough. Credentials in a query are ignored,
 * and not passed on.
 * @param from headers in which credentials are looked for
 */
export function managed(
  keys: Keys,
  from: readonly CredentialHeader[] = ['x-api-key', 'authorization'],
): Middleware {
  return async (request, next) => {
    const presented = from.map((name) => presentedIn(request.headers, name));
    if (presented.some((secret) => secret !== undefined && keys.accepted.includes(secret))) {
      return next(withProviderKey(request, keys));
    }
    const message = presented.some((secret) => secret !== undefined)
      ? 'The gateway does not know this credential.'
      : `The gateway needs a credential: ${from.join(' or ')}.`;
    return errorAnswer(401, 'authentication_error', message, [['x-should-retry', 'false']], request);
  };
}

/** Sends the provider's credential on anybody's request. */
export function open(keys: Keys): Middleware {
  return (request, next) => next(withProviderKey(request, keys));
}

/** Passes the caller's credential on, as a plain proxy does. */
export function forwarded(): Middleware {
  return (request, next) => next(request);
}

/** The credential that a header carries; undefined without one. */
export function presentedIn(headers: RawHeaders, name: CredentialHeader): string | undefined {
  const value = header(headers, name);
  return name === 'authorization' ? /^bearer +(.+)$/i.exec(value ?? '')?.[1] : value;
}

/** The request with the provider's credential as the only one: a key for Messages, a bearer for the others. */
export function withProviderKey(request: GatewayRequest, { provider }: Keys): GatewayRequest {
  const isMessages = route(request.method, request.target).format.id === 'anthropic';
  const own = isMessages
    ? (['x-api-key', provider] as const)
    : (['authorization', `Bearer ${provider}`] as const);
  const headers = withoutHeaders(request.headers, 'x-api-key', 'authorization');
  return {
    ...request,
    target: withoutQueryCredential(request.target),
    headers: [...headers, own],
  };
}

/** Cut out of the text, since parsing and printing a query would change its other parts. */
function withoutQueryCredential(target: string): string {
  const [path = '', query] = split(target);
  if (query === undefined) return target;
  const kept = query.split('&').filter((pair) => !QUERY_CREDENTIAL.test(pair.split('=', 1)[0] ?? ''));
  return kept.length === 0 ? path : `${path}?${kept.join('&')}`;
}

function split(target: string): [string, string?] {
  const at = target.indexOf('?');
  return at < 0 ? [target] : [target.slice(0, at), target.slice(at + 1)];
}
