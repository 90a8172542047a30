import { type DraftObject, objectAt } from '../layers/draft.ts';
import { edited, events } from '../layers/events.ts';
import { fault } from './fault.ts';

function count(usage: DraftObject): number {
  return Number(usage['input_tokens'] ?? 0);
}

export default fault({
  id: 'usage-cumulative-summed',
  title: 'Adds the input tokens of message_start to those of message_delta',
  seenIn: ['Envoy AI Gateway', 'one-api-pro', 'Bifrost'],
  urls: [
    'https://github.com/envoyproxy/ai-gateway/pull/2236',
    'https://github.com/envoyproxy/ai-gateway/pull/2239',
    'https://github.com/modelbus/one-api-pro/issues/13',
    'https://github.com/maximhq/bifrost/pull/5355',
  ],
  formats: ['anthropic', 'vertex'],
  trips: ['common/usage/totals-not-added-up', 'messages/stream-content/usage-only-delta'],
  seenOutside: ['outside/streams/usage'],
  layers: () => [
    events(() => {
      let before = 0;
      return (event) => {
        if (event.name === 'message_start')
          before = count(objectAt(objectAt(event.json, 'message'), 'usage'));
        if (event.name !== 'message_delta') return [event];
        return [
          edited(event, (json) => {
            const usage = objectAt(json, 'usage');
            if ('input_tokens' in usage) usage['input_tokens'] = before + count(usage);
          }),
        ];
      };
    }),
  ],
});
