import { events } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'message-stop-duplicated',
  title: 'Ends streams with message_stop twice',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/stream-end/message-stop'],
  layers: () => [events(() => (event) => (event.name === 'message_stop' ? [event, event] : [event]))],
});
