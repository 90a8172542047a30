import { objectsAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'tools-strict-stripped',
  title: 'Deletes strict from tools',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/tool-features/strict-tools'],
  layers: () => [
    requestJson((body) => {
      for (const tool of objectsAt(body, 'tools')) delete tool['strict'];
    }),
  ],
});
