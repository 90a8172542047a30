import { filterAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'attribution-block-stripped',
  title: 'Filters the attribution block out of system',
  seenIn: ['LiteLLM'],
  urls: [
    'https://github.com/BerriAI/litellm/issues/29572',
    'https://github.com/vllm-project/agentic-api/issues/113',
  ],
  formats: ['anthropic'],
  trips: ['common/system-block/kept'],
  seenOutside: ['outside/content/attribution'],
  layers: () => [
    requestJson((body) => {
      filterAt(body, 'system', ({ text }) => typeof text !== 'string' || !text.startsWith('x-anthropic-'));
    }),
  ],
});
