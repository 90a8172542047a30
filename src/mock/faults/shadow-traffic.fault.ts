import { collect, once } from '../layers/bytes.ts';
import { route } from '../routes.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'shadow-traffic',
  title: 'Sends a copy of each request that succeeds, to compare the answers',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'common/once/cut-answer',
    'common/once/whatever-it-says',
    'common/once/when-it-succeeds',
    'common/retries/not-mid-stream',
  ],
  layers: () => [
    async (request, next) => {
      const body = await collect(request.body);
      const response = await next({ ...request, body: once(body) });
      const { operation } = route(request.method, request.target);
      if (operation === 'messages' && response.status === 200) {
        const gone = new AbortController().signal;
        next({ ...request, body: once(body), gone })
          .then((copy) => collect(copy.body))
          .catch(() => {});
      }
      return response;
    },
  ],
});
