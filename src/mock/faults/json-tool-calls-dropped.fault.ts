import { filterAt } from '../layers/draft.ts';
import { responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'json-tool-calls-dropped',
  title: 'Leaves tool calls out of whole messages',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/json-answer/content-as-sent'],
  layers: () => [
    responseJson('message', (message) => filterAt(message, 'content', ({ type }) => type !== 'tool_use')),
  ],
});
