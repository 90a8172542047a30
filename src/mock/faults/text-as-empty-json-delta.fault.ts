import { objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'text-as-empty-json-delta',
  title: 'Turns text into empty tool arguments',
  seenIn: ['LiteLLM'],
  urls: ['https://github.com/BerriAI/litellm/issues/29286'],
  formats: ['anthropic'],
  trips: [
    'messages/open-parts/unknown-fields',
    'messages/stream-content/text-as-sent',
    'messages/stream-framing/carriage-returns',
    'messages/stream-framing/split-characters',
    'messages/stream-order/deltas-fit-their-block',
  ],
  seenOutside: ['outside/streams/blocks'],
  layers: () => [
    editEvents((json) => {
      if (objectAt(json, 'delta')['type'] === 'text_delta')
        json['delta'] = { type: 'input_json_delta', partial_json: '' };
    }),
  ],
});
