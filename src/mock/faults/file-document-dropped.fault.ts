import { filterAt, objectAt, objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'file-document-dropped',
  title: 'Drops documents that name a file',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/attachments/documents'],
  layers: () => [
    requestJson((body) => {
      for (const object of objectsWithin(body['messages'] ?? null)) {
        filterAt(object, 'content', (block) => objectAt(block, 'source')['type'] !== 'file');
      }
    }),
  ],
});
