import { objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'tool-results-cut',
  title: 'Cuts tool results to 16 KB',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/tool-history/large-result'],
  layers: () => [
    requestJson((body) => {
      for (const block of objectsWithin(body['messages'] ?? null)) {
        const { content } = block;
        if (block['type'] === 'tool_result' && typeof content === 'string')
          block['content'] = content.slice(0, 16_384);
      }
    }),
  ],
});
