import { objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'service-tier-dropped',
  title: 'Rebuilds usage of streams without the service tier',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/stream-content/same-events'],
  layers: () => [
    editEvents((json) => {
      delete objectAt(objectAt(json, 'message'), 'usage')['service_tier'];
    }),
  ],
});
