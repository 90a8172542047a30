import { FrameDecoder } from '../../wire/bedrock/frames.ts';
import { bridge } from '../bridge/bridge.ts';
import { framedBody } from '../layers/frames.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-frames-by-chunk',
  title: 'Takes each chunk of the network for whole frames of Bedrock',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/stream/split-frames', 'messages/stream-framing/split-characters'],
  declares: bridging('bedrock'),
  layers: () => [
    bridge({ to: 'bedrock' }),
    framedBody(async function* (body) {
      for await (const chunk of body) {
        for (const { bytes } of new FrameDecoder().push(chunk)) yield bytes;
      }
    }),
  ],
});
