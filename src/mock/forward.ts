import http from 'node:http';
import {
  header,
  headerList,
  type RawHeaders,
  toFlat,
  toPairs,
  withHeader,
  withoutHeaders,
} from '../wire/headers.ts';
import type { Forward, GatewayRequest, GatewayResponse } from './middleware.ts';

/** Headers that belong to one connection and are never forwarded (RFC 9110 section 7.6.1). */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** The headers without those of the connection, including the ones that `connection` names. */
export function endToEnd(headers: RawHeaders): RawHeaders {
  return withoutHeaders(headers, ...HOP_BY_HOP, ...headerList(headers, 'connection'));
}

/**
 * Node's servers, and many others, close a connection after 5 idle seconds. Giving it up earlier
 * keeps a request from being written to one that is closing, where nobody can tell whether it was read.
 */
const IDLE_CONNECTION_MS = 4_000;

/** The inner end of a gateway: sends requests to `base`, over kept connections that `close` gives up. */
export function upstreamAt(base: string): { forward: Forward; close(): void } {
  const agent = new http.Agent({ keepAlive: true, timeout: IDLE_CONNECTION_MS });
  const upstream = new URL(base);
  return { forward: (request) => send(request, upstream, agent), close: () => agent.destroy() };
}

function send(request: GatewayRequest, upstream: URL, agent: http.Agent): Promise<GatewayResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = http.request({
      agent,
      hostname: upstream.hostname,
      port: upstream.port,
      method: request.method,
      path: upstream.pathname.replace(/\/$/, '') + request.target,
      headers: toFlat(framed(request, upstream.host)),
      signal: request.gone,
      maxHeaderSize: 256 * 1024,
    });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      resolve({
        status: incoming.statusCode ?? 502,
        headers: endToEnd(toPairs(incoming.rawHeaders)),
        body: bodyOf(incoming),
        trailers: () => toPairs(incoming.rawTrailers),
      });
    });
    outgoing.flushHeaders();
    pump(request.body, outgoing).catch((error: unknown) => {
      outgoing.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
}

/** A body of unknown length keeps its chunked framing, whatever the method. */
function framed(request: GatewayRequest, host: string): RawHeaders {
  const headers = withHeader(endToEnd(request.headers), 'host', host);
  const chunked = header(request.headers, 'transfer-encoding') !== undefined;
  return chunked ? [...headers, ['transfer-encoding', 'chunked']] : headers;
}

/**
 * Sends the body as it comes. An upstream that answered early and closed is no reason to stop
 * reading: the client gets that answer only if it can finish its own side first.
 */
async function pump(body: AsyncIterable<Uint8Array>, outgoing: http.ClientRequest): Promise<void> {
  for await (const bytes of body) {
    if (outgoing.destroyed || outgoing.write(bytes)) continue;
    await new Promise<void>((resolve) => {
      const done = () => {
        outgoing.off('drain', done).off('close', done);
        resolve();
      };
      outgoing.on('drain', done).on('close', done);
    });
  }
  if (!outgoing.destroyed) outgoing.end();
}

/** Chunks that may wait for the client before the upstream is held back. */
const READ_AHEAD = 16;

/**
 * The chunks of an answer, as the upstream cut them, then its end or the error that broke it. Unlike
 * the stream's own iterator it still hands out what had arrived before a cut. Leaving it early closes
 * the connection.
 */
function bodyOf(incoming: http.IncomingMessage): AsyncIterable<Uint8Array> {
  const queue: Uint8Array[] = [];
  let wake = () => {};
  incoming.on('data', (bytes: Buffer) => {
    queue.push(bytes);
    if (queue.length === READ_AHEAD) incoming.pause();
    wake();
  });
  for (const event of ['end', 'error', 'close']) incoming.on(event, () => wake());
  return (async function* () {
    try {
      for (;;) {
        const changed = new Promise<void>((resolve) => {
          wake = resolve;
        });
        const bytes: Uint8Array | null = queue.shift() ?? (incoming.destroyed ? incoming.read() : null);
        if (bytes) yield bytes;
        else if (incoming.readableEnded) return;
        else if (incoming.destroyed)
          throw incoming.errored ?? new Error('the upstream closed the connection');
        else {
          incoming.resume();
          await changed;
        }
      }
    } finally {
      if (!incoming.readableEnded) incoming.destroy();
    }
  })();
}
