import { type DraftObject, objectAt, objectsAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

const ADDRESS = /[\w.+-]+@[\w-]+\.[\w.]+/g;

function mask(part: DraftObject): void {
  const { text } = part;
  if (typeof text === 'string') part['text'] = text.replace(ADDRESS, '[redacted]');
}

export default fault({
  id: 'answer-addresses-masked',
  title: 'Masks mail addresses in answers',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/json-answer/content-as-sent', 'messages/stream-content/text-as-sent'],
  layers: () => [
    editEvents((json) => mask(objectAt(json, 'delta'))),
    responseJson('message', (message) => {
      for (const block of objectsAt(message, 'content')) mask(block);
    }),
  ],
});
