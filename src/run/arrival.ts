import type { Exchange } from '../net/exchange.ts';
import { countedBody } from '../wire/bedrock/count-request.ts';
import { routeOf, type WireFormat, wireOf } from '../wire/format.ts';
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

/** The format of a request by its path; that of Messages for a path that no format knows. */
export function formatOf({ request }: Exchange): WireFormat {
  return routeOf(request.method, request.target)?.format ?? wireOf('anthropic');
}

/** The beta values that a request brought, in the place where the API of its path takes them. */
export function betasOf(exchange: Exchange): readonly string[] {
  return formatOf(exchange).betas(exchange.request.headers, messagesBody(exchange));
}

/** The place of the beta values in a request, for an observation. */
export function betasWhere(exchange: Exchange): Where {
  return formatOf(exchange).id === 'bedrock'
    ? { exchange: exchange.id, part: 'request-body', path: 'anthropic_beta' }
    : { exchange: exchange.id, part: 'request-header', path: 'anthropic-beta' };
}

/** The model that a request names, in its path or in its body. */
export function modelOf(exchange: Exchange): string | undefined {
  const { method, target } = exchange.request;
  const named = routeOf(method, target)?.route.model ?? messagesBody(exchange)['model'];
  return typeof named === 'string' ? named : undefined;
}

/** The place of that name, for an observation. */
export function modelWhere(exchange: Exchange): Where {
  const { method, target } = exchange.request;
  return routeOf(method, target)?.route.model === undefined
    ? { exchange: exchange.id, part: 'request-body', path: 'model' }
    : { exchange: exchange.id, part: 'request-line' };
}

/** What only tells where a path of an API begins. */
const ANY_ADDRESS = {
  operation: 'messages',
  model: 'm',
  stream: false,
  project: 'p',
  location: 'l',
} as const;

/**
 * The path of a request in two parts: what stands in front of the path of the API, such as `/anthropic`,
 * and that path itself. Undefined when no API has such a path.
 */
export function splitPath(exchange: Exchange): { readonly base: string; readonly own: string } | undefined {
  const { method, target } = exchange.request;
  const [path = ''] = target.split('?');
  const found = routeOf(method, path);
  if (!found) return undefined;
  const [, first = ''] = found.format.path(ANY_ADDRESS).split('/');
  const at = path.lastIndexOf(`/${first}/`);
  return { base: path.slice(0, at), own: path.slice(at) };
}
