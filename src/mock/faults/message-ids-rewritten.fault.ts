import { randomUUID } from 'node:crypto';
import { responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'message-ids-rewritten',
  title: 'Gives answers and tool calls ids of its own',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [],
  layers: () => [
    responseJson('message', (message) => {
      message['id'] = `chatcmpl-${randomUUID()}`;
    }),
  ],
});
