import type { Middleware } from '../middleware.ts';
import { collect, once } from './bytes.ts';
import { asksForStream } from './request.ts';

/** What a client left behind: a request for a stream or not, with the first byte of the answer's body sent or not. */
export interface Left {
  readonly streamed: boolean;
  readonly begun: boolean;
}

/**
 * Tells the upstream that the client has left only when `told` says so; otherwise reads the answer to
 * its end for nobody.
 */
export function cancelling(told: (left: Left) => boolean): Middleware {
  return async (request, next) => {
    const body = await collect(request.body);
    const streamed = asksForStream(request, body);
    let begun = false;
    const upstream = new AbortController();
    const left = () => {
      if (told({ streamed, begun })) upstream.abort();
    };
    request.gone.addEventListener('abort', left);
    if (request.gone.aborted) left();
    const response = await next({ ...request, body: once(body), gone: upstream.signal });
    const begin = () => {
      begun = true;
    };
    return { ...response, body: toTheEnd(response.body, begin) };
  };
}

/** The same chunks; if their reader leaves early, the rest is read and thrown away. */
async function* toTheEnd(body: AsyncIterable<Uint8Array>, onChunk: () => void): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  let finished = false;
  try {
    for (;;) {
      const { done, value } = await chunks.next();
      finished = done === true;
      if (finished) return;
      onChunk();
      yield value;
    }
  } finally {
    if (!finished) void drain(chunks);
  }
}

async function drain(chunks: AsyncIterator<Uint8Array>): Promise<void> {
  try {
    while (!(await chunks.next()).done);
  } catch {
    // The upstream ended it, or was told to: there is nobody left to tell.
  }
}
