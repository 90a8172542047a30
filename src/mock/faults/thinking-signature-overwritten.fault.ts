import { objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'thinking-signature-overwritten',
  title: 'Stamps a placeholder over the signatures of thinking blocks',
  seenIn: ['krouter', 'CLIProxyAPI'],
  urls: [
    'https://github.com/sifxprime/krouter/pull/11',
    'https://github.com/router-for-me/CLIProxyAPI/pull/570',
    'https://github.com/router-for-me/CLIProxyAPI/issues/2172',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/thinking-history/thinking', 'messages/replay/session'],
  seenOutside: ['outside/thinking/replayed'],
  spares: { bedrock: ['messages/replay/session'], vertex: ['messages/replay/session'] },
  layers: () => [
    requestJson((body) => {
      for (const block of objectsWithin(body['messages'] ?? null)) {
        if (block['type'] === 'thinking') block['signature'] = 'skip_thought_signature_validator';
      }
    }),
  ],
});
