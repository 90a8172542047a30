import { cutShort, received } from '../layers/bytes.ts';
import { framedBody } from '../layers/frames.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-stream-buffered',
  title: 'Collects a binary stream before it sends the first byte',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['messages/stream-pace/not-buffered', 'messages/stream-pace/starts-at-once'],
  layers: () => [
    framedBody(async function* (body) {
      const { bytes, cut } = await received(body);
      if (cut === undefined) yield bytes;
      else yield* cutShort(bytes, cut);
    }),
  ],
});
