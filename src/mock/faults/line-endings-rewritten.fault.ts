import { objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'line-endings-rewritten',
  title: 'Turns line ends of Windows into those of Unix',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/text/unicode'],
  layers: () => [
    requestJson((body) => {
      for (const block of objectsWithin(body['messages'] ?? null)) {
        const { text } = block;
        if (typeof text === 'string') block['text'] = text.replaceAll('\r\n', '\n');
      }
    }),
  ],
});
