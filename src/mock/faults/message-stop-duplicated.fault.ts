import { events } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'message-stop-duplicated',
  title: 'Ends streams with message_stop twice',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['bedrock/frames/bytes', 'bedrock/reply-extras/metrics', 'messages/stream-end/message-stop'],
  layers: () => [events(() => (event) => (event.name === 'message_stop' ? [event, event] : [event]))],
});
