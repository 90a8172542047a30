import { managed } from '../layers/credentials.ts';
import { streamBody } from '../layers/response.ts';
import { unusual } from './unusual.ts';

/** Milliseconds for which chunks are collected. */
const WINDOW = 50;

/** The same bytes, in one piece for each window that something arrived in. */
async function* coalesced(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  let next = chunks.next();
  for (;;) {
    const first = await next;
    if (first.done) return;
    const pieces = [first.value];
    const over = new Promise<undefined>((resolve) => setTimeout(resolve, WINDOW, undefined));
    next = chunks.next();
    next.catch(() => {});
    for (;;) {
      const more = await Promise.race([next, over]).catch(() => undefined);
      if (!more || more.done) break;
      pieces.push(more.value);
      next = chunks.next();
      next.catch(() => {});
    }
    yield Buffer.concat(pieces);
  }
}

export default unusual({
  id: 'coalescing',
  title: 'Sends the events of 50 ms in one piece',
  warns: [],
  layers: (keys) => [managed(keys), streamBody(coalesced)],
});
