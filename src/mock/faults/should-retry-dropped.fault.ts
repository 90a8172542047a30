import { withoutHeaders } from '../../wire/headers.ts';
import { responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'should-retry-dropped',
  title: 'Does not forward x-should-retry',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/retry-headers/should-retry', 'common/retry-headers/should-retry-of-5xx'],
  layers: () => [responseHeaders((headers) => withoutHeaders(headers, 'x-should-retry'))],
});
