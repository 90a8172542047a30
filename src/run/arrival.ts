import type { Exchange } from '../net/exchange.ts';
import { countedBody } from '../wire/bedrock/count-request.ts';
import { routeOf } from '../wire/format.ts';
import { parseJson } from '../wire/json.ts';
import type { JsonObject } from '../wire/scenario.ts';
import { isObject } from '../wire/shape.ts';
import type { Where } from './check.ts';

/** The bytes of the Messages body that a request brought: Bedrock counts one that is wrapped in base64. */
export function messagesBytes(body: Uint8Array): Uint8Array {
  return countedBody(body) ?? body;
}

/** The Messages body of a request as JSON; empty when it is none. */
export function messagesBody({ request }: Exchange): JsonObject {
  const { value } = parseJson(messagesBytes(request.body));
  return isObject(value) ? value : {};
}

/** The beta values that a request brought, in the place where the API of its path takes them. */
export function betasOf(exchange: Exchange): readonly string[] {
  const { method, target, headers } = exchange.request;
  const found = routeOf(method, target);
  return found?.format.betas(headers, messagesBody(exchange)) ?? [];
}

/** The place of the beta values in a request, for an observation. */
export function betasWhere({ id, request }: Exchange): Where {
  const inBody = routeOf(request.method, request.target)?.format.id === 'bedrock';
  return inBody
    ? { exchange: id, part: 'request-body', path: 'anthropic_beta' }
    : { exchange: id, part: 'request-header', path: 'anthropic-beta' };
}

/** The model that a request names, in its path or in its body. */
export function modelOf(exchange: Exchange): string | undefined {
  const { method, target } = exchange.request;
  const named = routeOf(method, target)?.route.model ?? messagesBody(exchange)['model'];
  return typeof named === 'string' ? named : undefined;
}
