import { encodeChunk } from '../encode/event-stream.ts';
import { frames } from '../layers/frames.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-frames-rebuilt',
  title: 'Builds frames again with other padding',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/frames/bytes'],
  layers: () => [
    frames(() => (one) => [
      one.carried.is === 'event' ? encodeChunk(one.carried.event, { padding: false }) : one,
    ]),
  ],
});
