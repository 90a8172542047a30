import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

/** Requests without a query and, where no request has one, counts. */
const ROUTED_BY_ANOTHER_RULE = /\/(v1\/messages|count-tokens|count-tokens:rawPredict)$/;

export default fault({
  id: 'redirect-on-post',
  title: 'Redirects a POST to another address',
  seenIn: [],
  urls: ['https://code.claude.com/docs/en/llm-gateway-rollout'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/count-tokens/inner-body',
    'bedrock/count-tokens/returns-a-count',
    'common/endpoints/no-redirect',
    'messages/count-tokens/forwards-all',
    'messages/count-tokens/number-or-clear-no',
    'vertex/count-tokens/returns-a-count',
  ],
  seenOutside: ['common/endpoints/no-redirect', 'outside/counts/served'],
  spares: { anthropic: ['messages/count-tokens/forwards-all', 'messages/count-tokens/number-or-clear-no'] },
  layers: () => [
    async (request, next) =>
      request.method === 'POST' && ROUTED_BY_ANOTHER_RULE.test(request.target)
        ? {
            ...textAnswer(308, 'text/html', ''),
            headers: [['location', `http://127.0.0.1:9${request.target}?`]],
          }
        : next(request),
  ],
});
