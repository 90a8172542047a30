import { header, type RawHeaders, withHeader } from '../../wire/headers.ts';
import type { GatewayRequest, GatewayResponse, Middleware } from '../middleware.ts';
import { route } from '../routes.ts';
import { cutShort, once, received } from './bytes.ts';
import { type DraftObject, isObject } from './draft.ts';
import { editJson } from './edit.ts';

/** Passes answers back with other headers. */
export function responseHeaders(
  change: (headers: RawHeaders, response: GatewayResponse) => RawHeaders,
): Middleware {
  return async (request, next) => {
    const response = await next(request);
    return { ...response, headers: change(response.headers, response) };
  };
}

/** Passes event streams back through `change`; other answers as they are. */
export function streamBody(
  change: (
    body: AsyncIterable<Uint8Array>,
    request: GatewayRequest,
    response: GatewayResponse,
  ) => AsyncIterable<Uint8Array>,
): Middleware {
  return async (request, next) => {
    const response = await next(request);
    if (!isStream(response)) return response;
    return { ...response, body: change(response.body, request, response) };
  };
}

/** The same for streams that no content coding hides; packed ones pass as they are. */
export function plainStreamBody(
  change: (body: AsyncIterable<Uint8Array>, response: GatewayResponse) => AsyncIterable<Uint8Array>,
): Middleware {
  return streamBody((body, _request, response) =>
    (header(response.headers, 'content-encoding') ?? 'identity') === 'identity'
      ? change(body, response)
      : body,
  );
}

/** The two framings of streams: that of most formats, and that of AWS. */
const STREAM = /^(text\/event-stream|application\/vnd\.amazon\.eventstream)/;

/** Whether an answer is an event stream, in either framing. */
export function isStream(response: GatewayResponse): boolean {
  return STREAM.test(header(response.headers, 'content-type') ?? '');
}

/** The part of an error answer that has the wording: `error` of Messages and of Google, all of it of AWS. */
export function errorIn(body: DraftObject): DraftObject {
  const { error } = body;
  return isObject(error) ? error : body;
}

/** Whether the body of an answer is a refusal, as Messages, AWS or Google word it. */
function isRefusal(body: DraftObject, { status }: GatewayResponse): boolean {
  return body['type'] === 'error' || (status >= 400 && typeof errorIn(body)['message'] === 'string');
}

/** Edits JSON answers of one kind in place: what `edit` doesn't touch keeps its bytes. */
export function responseJson(
  kind: 'message' | 'error',
  edit: (body: DraftObject, response: GatewayResponse) => void,
): Middleware {
  return async (request, next) => {
    const response = await next(request);
    if (isStream(response)) return response;
    const { bytes, cut } = await received(response.body);
    if (cut !== undefined) return { ...response, body: cutShort(bytes, cut) };
    const edited = editJson(bytes, (value) => {
      if (kind === 'error' ? isRefusal(value, response) : value['type'] === kind) edit(value, response);
    });
    return withContent(response, edited);
  };
}

/** The same answer with another body. */
export function withContent(response: GatewayResponse, body: Uint8Array): GatewayResponse {
  const framed = header(response.headers, 'content-length') !== undefined;
  const headers = framed
    ? withHeader(response.headers, 'content-length', String(body.length))
    : response.headers;
  return { ...response, headers, body: once(body) };
}

/** An answer of the gateway's own. */
export function jsonAnswer(status: number, body: unknown, headers: RawHeaders = []): GatewayResponse {
  const text = JSON.stringify(body);
  return textAnswer(status, 'application/json', text, headers);
}

/** An answer of the gateway's own that is not JSON. */
export function textAnswer(
  status: number,
  type: string,
  text: string,
  headers: RawHeaders = [],
): GatewayResponse {
  const length = String(Buffer.byteLength(text));
  return {
    status,
    headers: [['content-type', type], ['content-length', length], ...headers],
    body: once(text),
  };
}

/**
 * A refusal of the gateway's own, in the error envelope of the Messages API; with `asked`, as the API of
 * that request words it.
 */
export function errorAnswer(
  status: number,
  type: string,
  message: string,
  headers: RawHeaders = [],
  asked?: Pick<GatewayRequest, 'method' | 'target'>,
): GatewayResponse {
  const isBedrock = asked && route(asked.method, asked.target).format.id === 'bedrock';
  const body = isBedrock ? { message } : { type: 'error', error: { type, message } };
  return jsonAnswer(status, body, headers);
}
