import { events } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'done-trailer-added',
  title: 'Ends streams with data: [DONE]',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/stream-framing/nothing-added'],
  layers: () => [
    events(() => (event) => (event.name === 'message_stop' ? [event, 'data: [DONE]\n\n'] : [event])),
  ],
});
