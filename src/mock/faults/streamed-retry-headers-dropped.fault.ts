import { withoutHeaders } from '../../wire/headers.ts';
import { refusedStream } from '../layers/streamed.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'streamed-retry-headers-dropped',
  title: 'Loses the headers that say when to retry when the request streams',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'common/retry-headers/retry-after',
    'common/retry-headers/retry-after-of-5xx',
    'common/retry-headers/should-retry',
    'common/retry-headers/should-retry-of-5xx',
  ],
  layers: () => [
    refusedStream((response) => ({
      ...response,
      headers: withoutHeaders(response.headers, 'retry-after', 'x-should-retry'),
    })),
  ],
});
