import { withHeader } from '../../wire/headers.ts';
import { cutShort, once, received } from '../layers/bytes.ts';
import { isStream } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'length-on-stream',
  title: 'Sends streams with a content-length',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'messages/compression/flushed-per-event',
    'messages/stream-headers/invites-no-buffering',
    'messages/stream-pace/not-buffered',
    'messages/stream-pace/starts-at-once',
  ],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      if (!isStream(response)) return response;
      const { bytes, cut } = await received(response.body);
      if (cut !== undefined) return { ...response, body: cutShort(bytes, cut) };
      return {
        ...response,
        headers: withHeader(response.headers, 'content-length', String(bytes.length)),
        body: once(bytes),
      };
    },
  ],
});
