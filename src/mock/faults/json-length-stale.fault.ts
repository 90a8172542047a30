import { header, withoutHeaders } from '../../wire/headers.ts';
import { isStream } from '../layers/response.ts';
import { unpacked } from '../layers/unpack.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'json-length-stale',
  title: 'Unpacks a compressed answer and keeps its content-length',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/compression/length-of-json'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      const isPacked = header(response.headers, 'content-encoding') === 'gzip';
      if (!isPacked || isStream(response)) return response;
      const headers = withoutHeaders(response.headers, 'content-encoding');
      return { ...response, headers, body: unpacked(response.body) };
    },
  ],
});
