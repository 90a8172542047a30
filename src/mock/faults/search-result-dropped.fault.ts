import { filterAt, objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'search-result-dropped',
  title: 'Drops search_result blocks from messages',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/blocks/search-results'],
  layers: () => [
    requestJson((body) => {
      for (const object of objectsWithin(body['messages'] ?? null)) {
        filterAt(object, 'content', ({ type }) => type !== 'search_result');
      }
    }),
  ],
});
