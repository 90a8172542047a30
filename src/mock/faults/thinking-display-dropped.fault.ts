import { objectAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'thinking-display-dropped',
  title: 'Deletes display from thinking',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/optional-features/thinking-display'],
  layers: () => [
    requestJson((body) => {
      delete objectAt(body, 'thinking')['display'];
    }),
  ],
});
