import type { UnderlyingSource } from 'node:stream/web';
import type { Sink } from '../net/sink.ts';

/** Answers to which `Response` allows no body. */
const BODILESS = [204, 205, 304];

/**
 * A sink that makes a Fetch `Response` for `request`. Every write becomes a chunk of its body, a cut or
 * reset an error of the body behind all that was written before. Fetch lower-cases, sorts and merges
 * header names, and knows no resets: what must be seen as it is on the wire needs the server.
 * @returns the sink, and the response: `Response.error()` if the connection breaks before there is a head,
 *   never settled if it stalls before
 */
export function fetchSink(request: Request): { readonly sink: Sink; readonly response: Promise<Response> } {
  let respond: (response: Response) => void = () => {};
  const response = new Promise<Response>((resolve) => {
    respond = resolve;
  });
  let body: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isAsked = false;
  let close: (whole: boolean) => void = () => {};

  // An error throws away what a stream has queued. So nothing is queued in it: each chunk, the end and
  // the error wait here until the reader asks for more.
  const waiting: ((to: ReadableStreamDefaultController<Uint8Array>) => void)[] = [];
  const serve = () => {
    if (!isAsked || !body) return;
    const next = waiting.shift();
    if (!next) return;
    isAsked = false;
    next(body);
  };
  const whenAsked = (then: (typeof waiting)[number]) => {
    waiting.push(then);
    serve();
  };
  const source: UnderlyingSource<Uint8Array> = {
    start: (controller: ReadableStreamDefaultController<Uint8Array>) => {
      body = controller;
    },
    pull: () => {
      isAsked = true;
      serve();
    },
    cancel: () => close(false),
  };
  const write = (bytes: Uint8Array) => whenAsked((to) => to.enqueue(bytes));
  const abort = () => {
    body?.error(request.signal.reason);
    close(false);
  };
  const breakOff = () => {
    request.signal.removeEventListener('abort', abort);
    // Settles only a response that has no head yet.
    respond(Response.error());
    // What undici says of a connection that breaks in a body.
    whenAsked((to) => to.error(new TypeError('terminated')));
    close(false);
  };
  request.signal.addEventListener('abort', abort);

  const sink: Sink = {
    // A Response has nothing ahead of it.
    inform: () => {},
    head: (status, headers) => {
      const hasBody = request.method !== 'HEAD' && !BODILESS.includes(status);
      respond(
        new Response(hasBody ? new ReadableStream(source, { highWaterMark: 0 }) : null, {
          status,
          headers: headers.map(([name, value]): [string, string] => [name, value]),
        }),
      );
    },
    flushHead: () => {},
    write,
    flush: (then) => then(),
    end: (last) => {
      if (last.length > 0) write(last);
      whenAsked((to) => {
        request.signal.removeEventListener('abort', abort);
        to.close();
        close(true);
      });
    },
    cut: breakOff,
    reset: breakOff,
    onClose: (then) => {
      close = then;
    },
  };
  return { sink, response };
}
