import { filterAt, objectAt } from '../layers/draft.ts';
import { blockIndex, events } from '../layers/events.ts';
import { responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'second-thought-dropped',
  title: 'Keeps the first thought of an answer alone',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'messages/json-answer/content-as-sent',
    'messages/stream-content/blocks-as-sent',
    'messages/thinking/long-signature-whole',
    'messages/thinking/text-as-sent',
  ],
  layers: () => [
    events(() => {
      let thoughts = 0;
      const dropped = new Set<number>();
      return (event) => {
        const index = blockIndex(event);
        if (
          objectAt(event.json, 'content_block')['type'] === 'thinking' &&
          thoughts++ > 0 &&
          index !== undefined
        )
          dropped.add(index);
        return index !== undefined && dropped.has(index) ? [] : [event];
      };
    }),
    responseJson('message', (message) => {
      let thoughts = 0;
      filterAt(message, 'content', ({ type }) => type !== 'thinking' || thoughts++ === 0);
    }),
  ],
});
