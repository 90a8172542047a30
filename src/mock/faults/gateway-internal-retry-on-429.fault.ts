import { collect, once } from '../layers/bytes.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'gateway-internal-retry-on-429',
  title: 'Repeats a rate-limited request three times by itself',
  seenIn: ['anon_proxy'],
  urls: [
    'https://github.com/KevinXuxuxu/anon_proxy/issues/12',
    'https://github.com/MAXeaglet/commandcode-proxy/issues/19',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/retries/not-on-429'],
  seenOutside: ['outside/failures/rate-limit-not-repeated'],
  layers: () => [
    async (request, next) => {
      const body = await collect(request.body);
      for (let attempt = 1; ; attempt += 1) {
        const response = await next({ ...request, body: once(body) });
        if (response.status !== 429 || attempt > 3) return response;
        await collect(response.body);
      }
    },
  ],
});
