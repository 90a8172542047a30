import { header } from '../../wire/headers.ts';
import { streamBody } from '../layers/response.ts';
import { unpacked } from '../layers/unpack.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'sse-gzip-header-stale',
  title: 'Unpacks a compressed stream and keeps its content-encoding',
  seenIn: ['rossoctl cortex'],
  urls: ['https://github.com/rossoctl/cortex/pull/657'],
  formats: ['anthropic', 'vertex'],
  trips: ['messages/compression/no-stale-coding'],
  seenOutside: ['outside/answers/coding'],
  layers: () => [
    streamBody((body, _request, { headers }) =>
      header(headers, 'content-encoding') === 'gzip' ? unpacked(body) : body,
    ),
  ],
});
