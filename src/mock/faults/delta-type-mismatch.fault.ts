import { objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'delta-type-mismatch',
  title: 'Opens thinking blocks as text',
  seenIn: ['LiteLLM'],
  urls: [
    'https://github.com/BerriAI/litellm/issues/33224',
    'https://github.com/BerriAI/litellm/issues/32357',
  ],
  formats: ['anthropic'],
  trips: ['messages/stream-content/blocks-as-sent', 'messages/stream-order/deltas-fit-their-block'],
  seenOutside: ['outside/streams/blocks'],
  layers: () => [
    editEvents((json) => {
      if (objectAt(json, 'content_block')['type'] === 'thinking')
        json['content_block'] = { type: 'text', text: '' };
    }),
  ],
});
