import { filterAt, objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'compaction-dropped',
  title: 'Drops compaction blocks from messages',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/blocks/compaction'],
  layers: () => [
    requestJson((body) => {
      for (const object of objectsWithin(body['messages'] ?? null)) {
        filterAt(object, 'content', ({ type }) => type !== 'compaction');
      }
    }),
  ],
});
