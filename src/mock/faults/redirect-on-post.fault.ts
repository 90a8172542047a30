import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'redirect-on-post',
  title: 'Redirects a POST to another address',
  seenIn: [],
  urls: ['https://code.claude.com/docs/en/llm-gateway-rollout'],
  formats: ['anthropic'],
  trips: ['common/endpoints/no-redirect'],
  layers: () => [
    async (request, next) =>
      request.method === 'POST' && !request.target.includes('?')
        ? {
            ...textAnswer(308, 'text/html', ''),
            headers: [['location', `http://127.0.0.1:9${request.target}?`]],
          }
        : next(request),
  ],
});
