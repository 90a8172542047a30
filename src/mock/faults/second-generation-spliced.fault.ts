import { collect, once } from '../layers/bytes.ts';
import { isStream } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'second-generation-spliced',
  title: 'Asks again when the upstream breaks off, and appends the new stream to the old',
  seenIn: [],
  urls: ['https://github.com/vercel/ai/pull/18332'],
  formats: ['anthropic', 'vertex'],
  trips: ['common/retries/not-mid-stream', 'messages/stream-end/cut-is-not-finished'],
  seenOutside: ['messages/stream-end/cut-is-not-finished'],
  layers: () => [
    async (request, next) => {
      const body = await collect(request.body);
      const response = await next({ ...request, body: once(body) });
      if (!isStream(response)) return response;
      const spliced = async function* () {
        try {
          yield* response.body;
        } catch {
          yield* (await next({ ...request, body: once(body) })).body;
        }
      };
      return { ...response, body: spliced() };
    },
  ],
});
