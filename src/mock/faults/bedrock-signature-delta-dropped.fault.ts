import { isObject } from '../layers/draft.ts';
import { dropFrames } from '../layers/frames.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-signature-delta-dropped',
  title: 'Drops signature deltas from binary streams',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['messages/thinking/signature-arrives', 'messages/thinking/signature-without-text'],
  layers: () => [
    dropFrames((carried) => {
      const delta = carried.is === 'event' ? carried.event['delta'] : undefined;
      return isObject(delta) && delta['type'] === 'signature_delta';
    }),
  ],
});
