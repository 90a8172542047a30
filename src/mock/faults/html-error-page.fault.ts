import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'html-error-page',
  title: 'Answers upstream failures with an HTML page',
  seenIn: ['nginx', 'Apache', 'HAProxy'],
  urls: [],
  formats: ['anthropic'],
  trips: [],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      if (response.status < 500) return response;
      return textAnswer(response.status, 'text/html', `<html><title>${response.status}</title></html>`);
    },
  ],
});
