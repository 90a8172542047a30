import { collect, once } from '../layers/bytes.ts';
import { cancelling } from '../layers/cancellation.ts';
import { asksForStream } from '../layers/request.ts';
import { isStream } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'answer-left-over',
  title:
    'Puts a connection with half a stream on it back into its pool, where the next stream finds the rest',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/cancellation/mid-stream', 'common/isolation/after-a-break'],
  layers: () => {
    let rest: Buffer | undefined;
    return [
      async (request, next) => {
        const body = await collect(request.body);
        const response = await next({ ...request, body: once(body) });
        if (!asksForStream(request, body) || !isStream(response)) return response;
        if (rest !== undefined) {
          const found = rest;
          rest = undefined;
          return { ...response, body: once(found) };
        }
        return { ...response, body: leaving(response.body, request.gone) };
      },
      cancelling(({ streamed, begun }) => !(streamed && begun)),
    ];

    /** The same chunks; what comes once their reader has left is kept for the next one. */
    async function* leaving(body: AsyncIterable<Uint8Array>, gone: AbortSignal): AsyncGenerator<Uint8Array> {
      const chunks: Uint8Array[] = [];
      for await (const chunk of body) {
        if (gone.aborted) chunks.push(chunk);
        else yield chunk;
      }
      if (chunks.length > 0) rest = Buffer.concat(chunks);
    }
  },
});
