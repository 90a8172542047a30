import type { Operation } from '../net/exchange.ts';

/** What a request asks for. The query string is ignored, as the real API ignores it. */
export interface Route {
  readonly operation: Operation;
  /** The model id of `GET /v1/models/{id}`. */
  readonly model?: string;
}

/** Tells the operation of a request line; a base path in front of `/v1` or `/api` is allowed. */
export function route(method: string, target: string): Route {
  const path = target.split('?', 1)[0] ?? '';
  if (method === 'POST' && path.endsWith('/v1/messages')) return { operation: 'messages' };
  if (method === 'POST' && path.endsWith('/v1/messages/count_tokens')) return { operation: 'count_tokens' };
  if (method === 'GET' && path.endsWith('/v1/models')) return { operation: 'models' };
  if (method === 'HEAD' && path.endsWith('/api/hello')) return { operation: 'hello' };
  const model = /\/v1\/models\/([^/]+)$/.exec(path)?.[1];
  if (method === 'GET' && model) return { operation: 'models', model: decode(model) };
  return { operation: 'other' };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
