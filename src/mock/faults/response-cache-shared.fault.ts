import { createHash } from 'node:crypto';
import { collect, cutShort, once, received } from '../layers/bytes.ts';
import { isStream } from '../layers/response.ts';
import type { GatewayResponse } from '../middleware.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'response-cache-shared',
  title: 'Answers everybody from one cache that ignores the headers',
  seenIn: ['headroom', 'llmgateway'],
  urls: [
    'https://github.com/headroomlabs-ai/headroom/issues/3346',
    'https://github.com/theopenco/llmgateway/pull/3877',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/json-answer/not-from-a-cache'],
  seenOutside: ['outside/answers/not-from-a-cache'],
  layers: () => {
    const cache = new Map<string, { response: GatewayResponse; bytes: Buffer }>();
    return [
      async (request, next) => {
        const body = await collect(request.body);
        const key = createHash('sha256').update(`${request.target} `).update(body).digest('hex');
        const known = cache.get(key);
        if (known) return { ...known.response, body: once(known.bytes) };
        const response = await next({ ...request, body: once(body) });
        if (response.status !== 200 || isStream(response)) return response;
        const { bytes, cut } = await received(response.body);
        if (cut !== undefined) return { ...response, body: cutShort(bytes, cut) };
        cache.set(key, { response, bytes });
        return { ...response, body: once(bytes) };
      },
    ];
  },
});
