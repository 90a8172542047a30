import { framedBody } from '../layers/frames.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-cut-as-clean-end',
  title: 'Ends a binary stream cleanly when the upstream has broken off',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['messages/stream-end/cut-is-visible'],
  layers: () => [
    framedBody(async function* (body) {
      try {
        yield* body;
      } catch {
        // The defect: nobody downstream learns that there was more to come.
      }
    }),
  ],
});
