import { header } from '../../wire/headers.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'trace-context-rejected',
  title: 'Refuses requests that carry a trace context',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/headers/trace-context'],
  layers: () => [
    async (request, next) =>
      header(request.headers, 'traceparent') === undefined
        ? next(request)
        : errorAnswer(400, 'invalid_request_error', 'traceparent is reserved'),
  ],
});
