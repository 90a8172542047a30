import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'error-echoes-headers',
  title: 'Repeats the request, credential included, when the upstream does not answer',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/unreachable/shows-no-secret'],
  layers: () => [
    async (request, next) => {
      try {
        return await next(request);
      } catch (error) {
        const sent = JSON.stringify(Object.fromEntries(request.headers));
        return errorAnswer(502, 'api_error', `The upstream failed: ${error}. The request was ${sent}`);
      }
    },
  ],
});
