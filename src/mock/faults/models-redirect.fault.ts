import { isPath } from '../layers/request.ts';
import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'models-redirect',
  title: 'Redirects the list of models',
  seenIn: [],
  urls: [
    'https://github.com/raine/claude-code-proxy/pull/61',
    'https://code.claude.com/docs/en/llm-gateway-rollout',
  ],
  formats: ['anthropic'],
  trips: ['messages/discovery/no-redirect', 'messages/endpoints/models'],
  seenOutside: ['messages/discovery/no-redirect', 'messages/endpoints/models'],
  layers: () => [
    async (request, next) =>
      isPath(request, '/v1/models')
        ? { ...textAnswer(301, 'text/html', ''), headers: [['location', 'https://models.example/v1/models']] }
        : next(request),
  ],
});
