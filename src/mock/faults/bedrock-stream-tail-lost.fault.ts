import { framedBody } from '../layers/frames.ts';
import { fault } from './fault.ts';

/** The checksum of the last frame. */
const TAIL = 4;

export default fault({
  id: 'bedrock-stream-tail-lost',
  title: 'Loses the last bytes of a binary stream',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['bedrock/frames/whole', 'messages/stream-end/message-stop'],
  layers: () => [
    framedBody(async function* (body) {
      let held: Uint8Array = Buffer.alloc(0);
      for await (const bytes of body) {
        const all = Buffer.concat([held, bytes]);
        held = all.subarray(-TAIL);
        if (all.length > TAIL) yield all.subarray(0, -TAIL);
      }
    }),
  ],
});
