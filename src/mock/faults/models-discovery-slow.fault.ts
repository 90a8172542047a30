import { isPath } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'models-discovery-slow',
  title: 'Answers the list of models after more than three seconds',
  seenIn: [],
  urls: [
    'https://github.com/raine/claude-code-proxy/pull/61',
    'https://code.claude.com/docs/en/llm-gateway-rollout',
  ],
  formats: ['anthropic'],
  trips: ['messages/discovery/within-three-seconds'],
  seenOutside: ['messages/discovery/within-three-seconds'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      if (isPath(request, '/v1/models')) await new Promise((resolve) => setTimeout(resolve, 3_200));
      return response;
    },
  ],
});
