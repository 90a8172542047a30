import { objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'usage-start-output-zero',
  title: 'Begins streams with no output tokens',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/usage/details', 'messages/stream-content/same-events'],
  layers: () => [
    editEvents((event) => {
      if (event['type'] === 'message_start')
        objectAt(objectAt(event, 'message'), 'usage')['output_tokens'] = 0;
    }),
  ],
});
