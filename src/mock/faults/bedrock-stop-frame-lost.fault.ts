import { dropFrames } from '../layers/frames.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-stop-frame-lost',
  title: 'Closes a binary stream behind message_delta',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: ['messages/stream-end/message-stop'],
  layers: () => [dropFrames((carried) => carried.is === 'event' && carried.event['type'] === 'message_stop')],
});
