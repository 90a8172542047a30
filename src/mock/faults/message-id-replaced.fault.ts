import { objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'message-id-replaced',
  title: 'Gives streamed messages an id of its own',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/stream-content/same-events'],
  layers: () => [
    editEvents((json) => {
      if (json['type'] === 'message_start')
        objectAt(json, 'message')['id'] = 'chatcmpl-7QyqpwdfhqwajicIEznoc6Q47XAyW';
    }),
  ],
});
