import { events } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'message-stop-not-json',
  title: 'Prints the last event in the notation of its own language',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'messages/stream-end/message-stop',
    'messages/stream-framing/nothing-added',
    'messages/stream-framing/readable-data',
  ],
  layers: () => [
    events(
      () => (event) =>
        event.name === 'message_stop' ? ["event: message_stop\ndata: {'type': 'message_stop'}\n\n"] : [event],
    ),
  ],
});
