import { filterAt, objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'document-block-dropped',
  title: 'Drops document blocks from messages',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/attachments/documents'],
  layers: () => [
    requestJson((body) => {
      for (const object of objectsWithin(body['messages'] ?? null)) {
        filterAt(object, 'content', ({ type }) => type !== 'document');
      }
    }),
  ],
});
