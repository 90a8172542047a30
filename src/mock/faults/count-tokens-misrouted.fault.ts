import { asks } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'count-tokens-misrouted',
  title: 'Sends token counts to an upstream that does not know them',
  seenIn: ['Claude apps gateway', 'LiteLLM'],
  urls: [
    'https://github.com/anthropics/claude-code/issues/84549',
    'https://github.com/BerriAI/litellm/issues/25798',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/count-tokens/inner-body',
    'bedrock/count-tokens/returns-a-count',
    'messages/count-tokens/forwards-all',
    'messages/count-tokens/number-or-clear-no',
    'messages/count-tokens/returns-a-count',
    'messages/endpoints/count-tokens',
    'vertex/count-tokens/returns-a-count',
  ],
  seenOutside: ['messages/endpoints/count-tokens', 'outside/counts/served'],
  layers: () => [
    async (request, next) =>
      asks(request, 'count_tokens')
        ? errorAnswer(400, 'invalid_request_error', 'This route is not supported by the region', [], request)
        : next(request),
  ],
});
