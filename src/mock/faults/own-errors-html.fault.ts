import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'own-errors-html',
  title: 'Answers with an HTML page when the upstream does not',
  seenIn: ['nginx', 'Apache', 'HAProxy'],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/unreachable/never-html', 'common/unreachable/quick-json'],
  layers: () => [
    async (request, next) => {
      try {
        return await next(request);
      } catch {
        return textAnswer(502, 'text/html', '<html><title>502 Bad Gateway</title></html>');
      }
    },
  ],
});
