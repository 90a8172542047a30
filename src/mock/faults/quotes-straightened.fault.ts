import { objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'quotes-straightened',
  title: 'Turns typographic quotes into straight ones',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/text/unicode'],
  layers: () => [
    requestJson((body) => {
      for (const block of objectsWithin(body['messages'] ?? null)) {
        const { text } = block;
        if (typeof text === 'string')
          block['text'] = text.replace(/[\u201c\u201d]/g, '"').replace(/[\u2018\u2019]/g, "'");
      }
    }),
  ],
});
