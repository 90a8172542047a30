import { header } from '../../wire/headers.ts';
import { isStream } from '../layers/response.ts';
import { fault } from './fault.ts';

/** What was held back in one piece, then the rest as it comes. */
async function* resumed(
  held: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (held.length > 0) yield Buffer.concat(held);
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

export default fault({
  id: 'first-byte-timeout-resend',
  title: 'Holds headers and events back until the first words of an answer',
  seenIn: ['tale'],
  urls: ['https://github.com/tale-project/tale/pull/3396', 'https://github.com/tale-project/tale/pull/3387'],
  formats: ['anthropic'],
  trips: ['messages/stream-pace/no-lag'],
  seenOutside: ['outside/pace/start-not-held'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      const isPacked = header(response.headers, 'content-encoding') !== undefined;
      if (isPacked || !isStream(response)) return response;
      const chunks = response.body[Symbol.asyncIterator]();
      const held: Uint8Array[] = [];
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
        held.push(next.value);
        if (Buffer.concat(held).includes('_delta')) break;
      }
      return { ...response, body: resumed(held, chunks) };
    },
  ],
});
