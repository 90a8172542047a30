import { objectsAt } from '../layers/draft.ts';
import { responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'json-text-trimmed',
  title: 'Trims the texts of whole messages',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/json-answer/content-as-sent'],
  layers: () => [
    responseJson('message', (message) => {
      for (const block of objectsAt(message, 'content')) {
        if (block['type'] === 'text') block['text'] = String(block['text']).trim();
      }
    }),
  ],
});
