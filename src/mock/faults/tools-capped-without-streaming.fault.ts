import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

/** As many as the requests of other clients have. */
const MOST = 3;

export default fault({
  id: 'tools-capped-without-streaming',
  title: 'Passes on three tools when no stream is asked for',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'messages/answered-features/preserved-thinking',
    'messages/replay/background',
    'messages/replay/without-streaming',
  ],
  layers: () => [
    requestJson((body) => {
      const { stream, tools, system, max_tokens } = body;
      const isTurn = stream !== true && max_tokens !== undefined && Array.isArray(system);
      if (isTurn && Array.isArray(tools)) body['tools'] = tools.slice(0, MOST);
    }),
  ],
});
