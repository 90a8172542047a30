import { withHeader } from '../../wire/headers.ts';
import { responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'error-content-type-wrong',
  title: 'Serves errors as text',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/json-answer/json-type-of-errors-and-counts'],
  layers: () => [
    responseHeaders((headers, { status }) =>
      status >= 400 ? withHeader(headers, 'content-type', 'text/plain') : headers,
    ),
  ],
});
