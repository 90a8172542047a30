import { filterAt, objectAt } from '../layers/draft.ts';
import { blockIndex, events } from '../layers/events.ts';
import { responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'text-after-tool-dropped',
  title: 'Leaves out text that follows a tool call',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'messages/json-answer/content-as-sent',
    'messages/stream-content/blocks-as-sent',
    'messages/stream-content/text-as-sent',
  ],
  layers: () => [
    events(() => {
      let called = false;
      const dropped = new Set<number>();
      return (event) => {
        const index = blockIndex(event);
        const { type } = objectAt(event.json, 'content_block');
        if (type === 'tool_use') called = true;
        if (type === 'text' && called && index !== undefined) dropped.add(index);
        return index !== undefined && dropped.has(index) ? [] : [event];
      };
    }),
    responseJson('message', (message) => {
      let called = false;
      filterAt(message, 'content', ({ type }) => {
        if (type === 'tool_use') called = true;
        return type !== 'text' || !called;
      });
    }),
  ],
});
