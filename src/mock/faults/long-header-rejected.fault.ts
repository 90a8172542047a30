import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'long-header-rejected',
  title: 'Refuses a header of more than 2 KB',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/attribution/hints'],
  layers: () => [
    async (request, next) =>
      request.headers.some(([name, value]) => /^x-claude-code-/i.test(name) && value.length > 2048)
        ? errorAnswer(400, 'invalid_request_error', 'Header too long')
        : next(request),
  ],
});
