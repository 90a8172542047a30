import { header } from '../../wire/headers.ts';
import { managed } from '../layers/credentials.ts';
import { requestHeaders } from '../layers/request.ts';
import { errorAnswer, responseHeaders, textAnswer } from '../layers/response.ts';
import { unusual } from './unusual.ts';

/** Of the client's own headers these two arrive; the rest that Claude Code adds does not. */
const KEPT = /^anthropic-(beta|version)$/i;
const CLIENT_HEADER = /^(anthropic-|x-claude-code-|x-app$)/i;

export default unusual({
  id: 'apps-gateway',
  title: "Departs from the contract where Anthropic's own Claude apps gateway does",
  warns: [
    'common/auth-refusal/query-goes-no-further',
    'common/error-envelope/bytes',
    'common/error-status/overload',
    'common/error-status/server-errors',
    'common/framing/chunked',
    'common/response-headers/account-limits',
    'common/response-headers/plan-limits',
    'common/response-headers/request-id',
    'common/retry-headers/retry-after-of-5xx',
    'common/retry-headers/should-retry-of-5xx',
    'messages/headers/unknown-anthropic',
  ],
  layers: (keys) => [
    // It looks for credentials in headers alone, so that all of a query is none of its business.
    (request, next) => managed(keys)(request, (known) => next({ ...known, target: request.target })),
    requestHeaders((headers) => headers.filter(([name]) => KEPT.test(name) || !CLIENT_HEADER.test(name))),
    responseHeaders((headers) =>
      headers.filter(([name]) => !/^(request-id$|anthropic-ratelimit-)/i.test(name)),
    ),
    async (request, next) =>
      request.method === 'POST' && header(request.headers, 'content-length') === undefined
        ? textAnswer(411, 'text/plain', 'length required')
        : next(request),
    async (request, next) => {
      const response = await next(request);
      if (response.status !== 500 && response.status !== 529) return response;
      return errorAnswer(502, 'api_error', 'All upstreams failed.', [], request);
    },
  ],
});
