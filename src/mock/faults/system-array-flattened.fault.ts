import { objectsAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'system-array-flattened',
  title: 'Joins the blocks of system to one string',
  seenIn: ['commandcode-proxy', 'Envoy AI Gateway', 'picoclaw', 'lingua'],
  urls: [
    'https://github.com/MAXeaglet/commandcode-proxy/pull/5',
    'https://github.com/envoyproxy/ai-gateway/pull/2193',
    'https://github.com/sipeed/picoclaw/pull/3228',
    'https://github.com/braintrustdata/lingua/pull/337',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/shape/lists-stay-lists', 'messages/replay/session'],
  seenOutside: ['canary/body/system-entries', 'outside/cache/one-hour', 'outside/content/attribution'],
  layers: () => [
    requestJson((body) => {
      const blocks = objectsAt(body, 'system');
      if (blocks.length > 0) body['system'] = blocks.map((block) => block['text']).join('\n');
    }),
  ],
});
