import { headerList, withHeader, withoutHeaders } from '../../wire/headers.ts';
import type { Middleware } from '../middleware.ts';
import { route } from '../routes.ts';
import { requestJson } from './request.ts';

const BETA = 'anthropic-beta';
const IN_BODY = 'anthropic_beta';

/**
 * Passes requests on with another list of beta values, wherever their format takes it: in a header or, on
 * Bedrock, in the body. An empty one is no header, or key, at all.
 */
export function betas(change: (values: readonly string[]) => readonly string[]): Middleware {
  const inBody = requestJson((body) => {
    const sent = body[IN_BODY];
    const values = change(Array.isArray(sent) ? sent.map(String) : []);
    if (values.length > 0) body[IN_BODY] = [...values];
    else delete body[IN_BODY];
  });
  return (request, next) => {
    const { format, operation } = route(request.method, request.target);
    if (format.id === 'bedrock') return operation === 'messages' ? inBody(request, next) : next(request);
    const values = change(headerList(request.headers, BETA));
    const headers =
      values.length === 0
        ? withoutHeaders(request.headers, BETA)
        : withHeader(request.headers, BETA, values.join(','));
    return next({ ...request, headers });
  };
}
