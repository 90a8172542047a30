import { objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'upstream-compat-start-shape',
  title: 'Rebuilds message_start from the id and the model alone',
  seenIn: ['Bifrost'],
  urls: ['https://github.com/maximhq/bifrost/issues/4556'],
  formats: ['anthropic'],
  trips: [
    'common/usage/input-at-start',
    'messages/open-parts/unknown-fields',
    'messages/stream-order/whole-events',
  ],
  seenOutside: ['outside/streams/order'],
  layers: () => [
    editEvents((json) => {
      const { id, model } = objectAt(json, 'message');
      if (json['type'] === 'message_start')
        json['message'] = {
          id: id ?? null,
          type: 'message',
          role: 'assistant',
          model: model ?? null,
          content: [],
        };
    }),
  ],
});
