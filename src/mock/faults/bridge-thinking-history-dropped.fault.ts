import { bridge } from '../bridge/bridge.ts';
import { filterAt, objectsAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { bridging, fault } from './fault.ts';

export default fault({
  id: 'bridge-thinking-history-dropped',
  title: 'Drops thinking of earlier turns on the way to Vertex',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['bridge/kept/thinking-history'],
  declares: bridging('vertex'),
  layers: () => [
    requestJson((body) => {
      for (const message of objectsAt(body, 'messages')) {
        filterAt(message, 'content', ({ type }) => type !== 'thinking' && type !== 'redacted_thinking');
      }
    }),
    bridge({ to: 'vertex' }),
  ],
});
