import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'html-error-page',
  title: 'Answers upstream failures with an HTML page',
  seenIn: ['nginx', 'Apache', 'HAProxy'],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'common/error-envelope/bytes',
    'common/retry-headers/retry-after-of-5xx',
    'common/retry-headers/should-retry-of-5xx',
    'common/unreachable/never-html',
  ],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      if (response.status < 500) return response;
      return textAnswer(response.status, 'text/html', `<html><title>${response.status}</title></html>`);
    },
  ],
});
