import { bridge } from '../bridge/bridge.ts';
import { filterAt } from '../layers/draft.ts';
import { responseJson } from '../layers/response.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-json-thinking-lost',
  title: 'Loses thinking when it converts an answer in one piece',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/stream/whole-answer'],
  declares: bridging('bedrock'),
  layers: () => [
    responseJson('message', (message) => filterAt(message, 'content', ({ type }) => type !== 'thinking')),
    bridge({ to: 'bedrock' }),
  ],
});
