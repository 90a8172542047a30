import { objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'stop-details-dropped',
  title: 'Does not forward stop_details of streams',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/stream-content/same-events'],
  layers: () => [
    editEvents((json) => {
      delete objectAt(json, 'delta')['stop_details'];
    }),
  ],
});
