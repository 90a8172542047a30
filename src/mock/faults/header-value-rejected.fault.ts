import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'header-value-rejected',
  title: 'Refuses requests with a semicolon in a header of the client',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/headers/custom-served'],
  layers: () => [
    async (request, next) =>
      request.headers.some(([name, value]) => /^x-/i.test(name) && value.includes(';'))
        ? errorAnswer(400, 'invalid_request_error', 'Invalid header value')
        : next(request),
  ],
});
