import { objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'blank-lines-collapsed',
  title: 'Leaves one of several blank lines',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/text/unicode'],
  layers: () => [
    requestJson((body) => {
      for (const block of objectsWithin(body['messages'] ?? null)) {
        const { text } = block;
        if (typeof text === 'string') block['text'] = text.replace(/\n{3,}/g, '\n\n');
      }
    }),
  ],
});
