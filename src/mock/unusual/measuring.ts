import { withHeader } from '../../wire/headers.ts';
import { managed } from '../layers/credentials.ts';
import { isStream } from '../layers/response.ts';
import type { Middleware } from '../middleware.ts';
import { unusual } from './unusual.ts';

/** Milliseconds for which a stream is looked at before its headers go out. */
const WINDOW = 20;

/** Looks whether a stream is over at once, and tells its length then; any other goes out as it comes. */
const measured: Middleware = async (request, next) => {
  const response = await next(request);
  if (!isStream(response)) return response;
  const chunks = response.body[Symbol.asyncIterator]();
  const pieces: Uint8Array[] = [];
  const over = new Promise<undefined>((resolve) => setTimeout(resolve, WINDOW, undefined));
  let pending = chunks.next();
  for (;;) {
    // A stream that is cut is none that is over: whoever reads on finds that out.
    const chunk = await Promise.race([pending, over]).catch(() => undefined);
    if (!chunk) break;
    if (chunk.done) {
      const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
      return {
        ...response,
        headers: withHeader(response.headers, 'content-length', `${bytes}`),
        body: all(),
      };
    }
    pieces.push(chunk.value);
    pending = chunks.next();
  }
  return { ...response, body: all() };

  async function* all() {
    yield* pieces;
    for (let chunk = await pending; !chunk.done; chunk = await chunks.next()) yield chunk.value;
  }
};

export default unusual({
  id: 'measuring',
  title: 'Tells the length of a stream that is there at once, as gateways on Bun do',
  warns: [],
  layers: (keys) => [managed(keys), measured],
});
