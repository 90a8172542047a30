import { objectsAt, objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'tool-result-flattened',
  title: 'Joins the blocks of a tool result to one string',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/shape/lists-stay-lists'],
  layers: () => [
    requestJson((body) => {
      for (const object of objectsWithin(body['messages'] ?? null)) {
        const texts = objectsAt(object, 'content').map(({ text }) => text);
        const isResult = object['type'] === 'tool_result' && texts.length > 0;
        if (isResult && texts.every((text) => text !== undefined)) object['content'] = texts.join('\n');
      }
    }),
  ],
});
