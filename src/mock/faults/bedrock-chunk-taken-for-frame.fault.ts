import { readBedrockStream } from '../../wire/bedrock/stream.ts';
import { framedBody } from '../layers/frames.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-chunk-taken-for-frame',
  title: 'Takes each chunk for one frame and drops what is none',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/frames/any-length', 'bedrock/frames/split-anywhere', 'messages/stream-damage/not-skipped'],
  layers: () => [
    framedBody(async function* (body) {
      for await (const bytes of body) {
        if (readBedrockStream(bytes).frames.every(({ intact }) => intact)) yield bytes;
      }
    }),
  ],
});
