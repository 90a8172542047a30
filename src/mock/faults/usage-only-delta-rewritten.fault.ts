import { type Draft, objectAt } from '../layers/draft.ts';
import { edited, events } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'usage-only-delta-rewritten',
  title: 'Fills a stop_reason into the later message_delta that has none',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/stream-content/usage-only-delta'],
  layers: () => [
    events(() => {
      let reason: Draft = null;
      return (event) => {
        if (event.name !== 'message_delta') return [event];
        reason = objectAt(event.json, 'delta')['stop_reason'] ?? reason;
        return [
          edited(event, (json) => {
            objectAt(json, 'delta')['stop_reason'] = reason;
          }),
        ];
      };
    }),
  ],
});
