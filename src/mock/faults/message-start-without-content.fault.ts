import { objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'message-start-without-content',
  title: 'Leaves the empty content out of message_start',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/stream-order/whole-events'],
  layers: () => [
    editEvents((json) => {
      delete objectAt(json, 'message')['content'];
    }),
  ],
});
