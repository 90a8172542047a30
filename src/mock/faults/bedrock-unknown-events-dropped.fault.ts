import { dropFrames } from '../layers/frames.ts';
import { fault } from './fault.ts';

const KNOWN = /^(message_(start|delta|stop)|content_block_(start|delta|stop)|ping)$/;

export default fault({
  id: 'bedrock-unknown-events-dropped',
  title: 'Drops events of binary streams whose type it does not know',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['messages/open-parts/unknown-event'],
  layers: () => [
    dropFrames((carried) => carried.is === 'event' && !KNOWN.test(String(carried.event['type']))),
  ],
});
