import { objectsAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'eager-input-streaming-dropped',
  title: 'Deletes eager_input_streaming from tools',
  seenIn: ['LiteLLM'],
  urls: ['https://github.com/BerriAI/litellm-docs/pull/1550'],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['cloud/tool-fields/kept', 'messages/tool-features/eager-input'],
  seenOutside: ['outside/settings/eager-input', 'outside/settings/eager-input-of-clouds'],
  layers: () => [
    requestJson((body) => {
      for (const tool of objectsAt(body, 'tools')) delete tool['eager_input_streaming'];
    }),
  ],
});
