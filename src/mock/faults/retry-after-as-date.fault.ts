import { header, withHeader } from '../../wire/headers.ts';
import { responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'retry-after-as-date',
  title: 'Writes retry-after as a date',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/retry-headers/retry-after', 'common/retry-headers/retry-after-of-5xx'],
  layers: () => [
    responseHeaders((headers) => {
      const seconds = header(headers, 'retry-after');
      if (seconds === undefined) return headers;
      return withHeader(headers, 'retry-after', new Date(Date.now() + 1000 * Number(seconds)).toUTCString());
    }),
  ],
});
