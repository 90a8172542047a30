import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

const ROUTE = /\/v1\/messages(\?|$)/;
const KNOWN = new Set(['/v1/messages', '/v1/messages?beta=true']);

export default fault({
  id: 'query-breaks-route',
  title: 'Matches the route with its query and knows one query',
  seenIn: ['Envoy AI Gateway', 'claude-relay-service'],
  urls: [
    'https://github.com/envoyproxy/ai-gateway/issues/1360',
    'https://github.com/Wei-Shaw/claude-relay-service/issues/113',
  ],
  formats: ['anthropic'],
  trips: ['common/endpoints/any-query'],
  seenOutside: ['common/endpoints/any-query'],
  layers: () => [
    async (request, next) =>
      ROUTE.test(request.target) && !KNOWN.has(request.target)
        ? errorAnswer(404, 'not_found_error', `Route ${request.target} not found`)
        : next(request),
  ],
});
