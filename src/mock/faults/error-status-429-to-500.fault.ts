import { fault } from './fault.ts';

export default fault({
  id: 'error-status-429-to-500',
  title: 'Answers a rate limit with 500',
  seenIn: ['LiteLLM'],
  urls: ['https://github.com/BerriAI/litellm/issues/4259'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/error-status/rate-limit'],
  seenOutside: ['common/error-status/rate-limit'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      return response.status === 429 ? { ...response, status: 500 } : response;
    },
  ],
});
