import { randomUUID } from 'node:crypto';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'cache-prefix-instability',
  title: 'Puts something that changes with every request in front of the cached prefix',
  seenIn: ['llmgateway', 'ccproxy-api', 'sub2api'],
  urls: [
    'https://github.com/theopenco/llmgateway/issues/3918',
    'https://github.com/CaddyGlow/ccproxy-api/issues/61',
    'https://github.com/Wei-Shaw/sub2api/pull/2949',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/bytes/stable-prefix', 'common/shape/same-entries', 'common/system-block/first-entry'],
  seenOutside: ['canary/body/system-entries', 'outside/cache/same-prefix', 'outside/content/attribution'],
  layers: () => [
    requestJson((body) => {
      const { system } = body;
      if (Array.isArray(system)) system.unshift({ type: 'text', text: `Request ${randomUUID()}` });
    }),
  ],
});
