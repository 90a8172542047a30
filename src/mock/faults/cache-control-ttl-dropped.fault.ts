import { objectAt, objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'cache-control-ttl-dropped',
  title: 'Removes the ttl of cache_control markers',
  seenIn: ['shunt', 'LiteLLM'],
  urls: [
    'https://github.com/pleaseai/shunt/issues/320',
    'https://github.com/earendil-works/pi/pull/1394',
    'https://github.com/BerriAI/litellm-docs/pull/135',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/cache-placement/ttl-and-order', 'messages/cache/one-hour', 'messages/replay/options'],
  seenOutside: ['canary/caching/marker-arrives', 'canary/caching/order-and-number', 'outside/cache/one-hour'],
  spares: { bedrock: ['messages/replay/options'], vertex: ['messages/replay/options'] },
  layers: () => [
    requestJson((body) => {
      for (const object of objectsWithin(body)) delete objectAt(object, 'cache_control')['ttl'];
    }),
  ],
});
