import { editUsage } from '../layers/blocks.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'usage-delta-ignored',
  title: 'Leaves the final usage out of message_delta',
  seenIn: ['Envoy AI Gateway', 'Experiential'],
  urls: [
    'https://github.com/envoyproxy/ai-gateway/issues/2290',
    'https://github.com/experientiallabs/experiential/pull/690',
  ],
  formats: ['anthropic', 'vertex'],
  trips: [
    'common/usage/output-at-end',
    'messages/open-parts/unknown-fields',
    'messages/stream-content/usage-only-delta',
  ],
  seenOutside: ['outside/streams/usage'],
  layers: () =>
    editUsage((_usage, of, owner) => {
      if (of === 'delta') delete owner['usage'];
    }),
});
