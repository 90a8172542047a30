import { withoutHeaders } from '../../wire/headers.ts';
import { isStream, responseHeaders } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sse-gzip-header-missing',
  title: 'Passes a compressed stream on without its content-encoding',
  seenIn: ['claude-relay-service'],
  urls: ['https://github.com/Wei-Shaw/claude-relay-service/pull/1056'],
  formats: ['anthropic', 'vertex'],
  trips: ['messages/compression/coding-is-named'],
  seenOutside: ['outside/answers/coding'],
  layers: () => [
    responseHeaders((headers, response) =>
      isStream(response) ? withoutHeaders(headers, 'content-encoding') : headers,
    ),
  ],
});
