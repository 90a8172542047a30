import { objectAt } from '../layers/draft.ts';
import { editEvents } from '../layers/events.ts';
import { fault } from './fault.ts';

const LIMIT = 64;

export default fault({
  id: 'signature-truncated',
  title: 'Cuts long signatures',
  seenIn: [],
  urls: [
    'https://github.com/openclaw/openclaw/issues/92201',
    'https://github.com/james-6-23/codex2api/pull/613',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/thinking/long-signature-whole'],
  seenOutside: ['outside/thinking/replayed'],
  layers: () => [
    editEvents((json) => {
      const delta = objectAt(json, 'delta');
      if (typeof delta['signature'] === 'string') delta['signature'] = delta['signature'].slice(0, LIMIT);
    }),
  ],
});
