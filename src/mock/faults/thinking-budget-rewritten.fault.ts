import { objectAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'thinking-budget-rewritten',
  title: 'Turns a thinking budget into adaptive thinking',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/replay/models'],
  layers: () => [
    requestJson((body) => {
      const thinking = objectAt(body, 'thinking');
      if (thinking['type'] !== 'enabled') return;
      thinking['type'] = 'adaptive';
      delete thinking['budget_tokens'];
    }),
  ],
});
