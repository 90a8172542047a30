import type { Operation } from '../../net/exchange.ts';
import { type RawHeaders, withHeader, withoutHeaders } from '../../wire/headers.ts';
import { parseJson } from '../../wire/json.ts';
import type { GatewayRequest, GatewayResponse, Middleware } from '../middleware.ts';
import { route } from '../routes.ts';
import { collect, once } from './bytes.ts';
import { type DraftObject, isObject } from './draft.ts';
import { editJson } from './edit.ts';

/** Passes requests on with other headers. */
export function requestHeaders(change: (headers: RawHeaders) => RawHeaders): Middleware {
  return (request, next) => next({ ...request, headers: change(request.headers) });
}

/** Passes requests on to another path and query. */
export function requestTarget(change: (target: string) => string): Middleware {
  return (request, next) => next({ ...request, target: change(request.target) });
}

/** Passes requests on with another body, framed by its length. A request without a body passes as it is. */
export function requestBody(change: (body: Buffer, request: GatewayRequest) => Uint8Array): Middleware {
  return async (request, next) => {
    const before = await collect(request.body);
    if (before.length === 0) return next({ ...request, body: once(before) });
    return next(withBody(request, change(before, request)));
  };
}

/** The same request with this body, framed by its length. */
export function withBody(request: GatewayRequest, body: Uint8Array): GatewayRequest {
  const headers = withHeader(
    withoutHeaders(request.headers, 'transfer-encoding'),
    'content-length',
    String(body.length),
  );
  return { ...request, headers, body: once(body) };
}

/** Edits the JSON of requests in place: what `edit` doesn't touch keeps its bytes. */
export function requestJson(edit: (body: DraftObject, request: GatewayRequest) => void): Middleware {
  return requestBody((body, request) => editJson(body, (value) => edit(value, request)));
}

/**
 * Answers some requests by itself.
 * @param answer the answer instead of the upstream's, or undefined to pass the request on
 */
export function refuseWhen(
  answer: (request: GatewayRequest, body: Buffer) => GatewayResponse | undefined,
): Middleware {
  return async (request, next) => {
    const body = await collect(request.body);
    return answer(request, body) ?? next({ ...request, body: once(body) });
  };
}

/** The same for requests whose body is a JSON object; others pass. */
export function refuseJson(
  answer: (body: DraftObject, request: GatewayRequest) => GatewayResponse | undefined,
): Middleware {
  return refuseWhen((request, bytes) => {
    const { value } = parseJson(bytes);
    return isObject(value) ? answer(value, request) : undefined;
  });
}

/** Megabytes that the API of each format takes. */
const TAKEN = { anthropic: 32, bedrock: 20, vertex: 30 } as const;

/** Whether a body is larger than the API of its format takes, at the scale of the trial. */
export function isTooLarge({ method, target }: GatewayRequest, body: Buffer, size: number): boolean {
  return body.length > TAKEN[route(method, target).format.id] * 1024 * 1024 * size;
}

/** Whether a request asks for this, in whichever format. */
export function asks({ method, target }: GatewayRequest, operation: Operation): boolean {
  return route(method, target).operation === operation;
}

/** Whether a request asks for a stream, by its path or by its body. */
export function asksForStream({ method, target }: GatewayRequest, body: Uint8Array): boolean {
  const { stream } = route(method, target);
  if (stream !== undefined) return stream;
  const { value } = parseJson(body);
  return isObject(value) && value['stream'] === true;
}

/** Whether the path of a request, without its query, ends like this. */
export function isPath(request: GatewayRequest, end: string): boolean {
  return (request.target.split('?', 1)[0] ?? '').endsWith(end);
}
