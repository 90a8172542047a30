import { asks } from '../layers/request.ts';
import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

const ELSEWHERE = [['location', 'https://models.example/v1/models']] as const;

export default fault({
  id: 'models-discovery-slow-or-redirect',
  title: 'Answers the list of models after more than three seconds, with a redirect',
  seenIn: [],
  urls: [
    'https://github.com/raine/claude-code-proxy/pull/61',
    'https://code.claude.com/docs/en/llm-gateway-rollout',
  ],
  formats: ['anthropic'],
  trips: [
    'messages/discovery/no-redirect',
    'messages/discovery/within-three-seconds',
    'messages/endpoints/models',
  ],
  seenOutside: [
    'messages/discovery/no-redirect',
    'messages/discovery/within-three-seconds',
    'messages/endpoints/models',
  ],
  layers: () => [
    async (request, next) => {
      if (!asks(request, 'models')) return next(request);
      await new Promise((resolve) => setTimeout(resolve, 3_200));
      return { ...textAnswer(301, 'text/html', ''), headers: ELSEWHERE };
    },
  ],
});
