import { withHeader } from '../../wire/headers.ts';
import { isStream, responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sse-gzip-header-stale',
  title: 'Sends plain text under content-encoding gzip',
  seenIn: ['rossoctl cortex'],
  urls: ['https://github.com/rossoctl/cortex/pull/657'],
  formats: ['anthropic'],
  trips: [],
  layers: () => [
    responseHeaders((headers, response) =>
      isStream(response) ? withHeader(headers, 'content-encoding', 'gzip') : headers,
    ),
  ],
});
