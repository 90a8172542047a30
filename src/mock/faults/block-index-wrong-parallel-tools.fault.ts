import { objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'block-index-wrong-parallel-tools',
  title: 'Sends the arguments of every tool call under index 0',
  seenIn: ['praxis', 'any-llm', 'LiteLLM', 'Bifrost', 'dynamo'],
  urls: [
    'https://github.com/praxis-proxy/ai/issues/266',
    'https://github.com/mozilla-ai/any-llm/pull/970',
    'https://github.com/BerriAI/litellm/issues/15307',
    'https://github.com/maximhq/bifrost/pull/4890',
    'https://github.com/ai-dynamo/dynamo/pull/4723',
  ],
  formats: ['anthropic'],
  trips: [
    'messages/stream-order/blocks-opened',
    'messages/stream-order/rising-indexes',
    'messages/tool-input/parallel-calls-stay-apart',
  ],
  seenOutside: ['outside/streams/blocks'],
  layers: () => [
    editEvents((json) => {
      if (objectAt(json, 'delta')['type'] === 'input_json_delta') json['index'] = 0;
    }),
  ],
});
