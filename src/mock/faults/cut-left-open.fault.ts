import { once } from 'node:events';
import { fault } from './fault.ts';

export default fault({
  id: 'cut-left-open',
  title: 'Leaves the client waiting on an open connection when the upstream breaks off a stream',
  seenIn: ['http-proxy', 'http-proxy-3'],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/stream-end/cut-is-visible'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      return { ...response, body: silentAfterCut(response.body, request.gone) };
    },
  ],
});

async function* silentAfterCut(
  body: AsyncIterable<Uint8Array>,
  gone: AbortSignal,
): AsyncIterable<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    if (!gone.aborted) await once(gone, 'abort');
    throw error;
  }
}
