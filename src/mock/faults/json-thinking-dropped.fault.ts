import { filterAt } from '../layers/draft.ts';
import { responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'json-thinking-dropped',
  title: 'Leaves thinking out of whole messages',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/json-answer/content-as-sent', 'messages/thinking/in-json'],
  layers: () => [
    responseJson('message', (message) => filterAt(message, 'content', ({ type }) => type !== 'thinking')),
  ],
});
