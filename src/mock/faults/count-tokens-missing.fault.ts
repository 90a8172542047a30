import { asks } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'count-tokens-missing',
  title: 'Does not serve token counting',
  seenIn: ['Envoy AI Gateway', 'otari', 'kiro-gateway'],
  urls: [
    'https://github.com/envoyproxy/ai-gateway/issues/1360',
    'https://github.com/mozilla-ai/otari/pull/124',
    'https://github.com/jwadow/kiro-gateway/pull/103',
    'https://github.com/BerriAI/litellm/issues/30043',
    'https://github.com/Wei-Shaw/claude-relay-service/issues/731',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/count-tokens/inner-body',
    'bedrock/count-tokens/returns-a-count',
    'messages/count-tokens/returns-a-count',
    'messages/endpoints/count-tokens',
    'vertex/count-tokens/returns-a-count',
  ],
  seenOutside: ['messages/endpoints/count-tokens', 'outside/counts/served'],
  layers: () => [
    async (request, next) =>
      asks(request, 'count_tokens')
        ? errorAnswer(404, 'not_found_error', 'Not Found', [], request)
        : next(request),
  ],
});
