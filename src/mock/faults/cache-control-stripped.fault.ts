import { objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'cache-control-stripped',
  title: 'Removes every cache_control marker',
  seenIn: ['OmniRoute', 'vibeproxy', 'OneCLI', 'new-api', 'commandcode-proxy'],
  urls: [
    'https://github.com/diegosouzapw/OmniRoute/pull/708',
    'https://github.com/automazeio/vibeproxy/pull/294',
    'https://github.com/onecli/onecli/issues/404',
    'https://github.com/QuantumNous/new-api/issues/5335',
    'https://github.com/MAXeaglet/commandcode-proxy/pull/5',
    'https://github.com/braintrustdata/lingua/pull/337',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'common/cache-markers/every-place',
    'common/cache-markers/system-message',
    'messages/replay/session',
  ],
  seenOutside: [
    'canary/caching/marker-arrives',
    'canary/caching/none-added',
    'canary/caching/order-and-number',
    'outside/cache/markers-work',
    'outside/content/attribution',
  ],
  layers: () => [
    requestJson((body) => {
      for (const object of objectsWithin(body)) delete object['cache_control'];
    }),
  ],
});
