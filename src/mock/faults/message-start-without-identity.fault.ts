import { objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'message-start-without-identity',
  title: 'Leaves id, type and role out of message_start',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/stream-order/whole-events'],
  layers: () => [
    editEvents((json) => {
      for (const key of ['id', 'type', 'role']) delete objectAt(json, 'message')[key];
    }),
  ],
});
