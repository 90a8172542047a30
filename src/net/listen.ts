import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import type { Readable } from 'node:stream';
import { header, type RawHeaders, toPairs } from '../wire/headers.ts';
import type { Transport } from './exchange.ts';
import { http1Sink, http2Sink, type Sink } from './sink.ts';

/** A request that arrived, its body still under way, and the way to answer it. */
export interface Call {
  readonly transport: Transport;
  readonly method: string;
  /** Path and query, undecoded. */
  readonly target: string;
  /** As on the wire. Of HTTP/2's pseudo headers only `:authority` is kept: the others are the request line. */
  readonly headers: RawHeaders;
  /** The host that was asked for: `host`, or `:authority` on HTTP/2. */
  readonly authority: string;
  readonly body: Readable;
  /** Whether the body, which has ended, was whole. */
  readonly whole: () => boolean;
  readonly sink: Sink;
}

export interface ListenOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
}

/** A port that takes calls. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  /** Stops listening and drops every connection. */
  close(): Promise<void>;
}

/** Gateways pool idle connections for 60 to 90 s; Node's own 5 s would race with them. */
const KEEP_ALIVE = 120_000;
/** Node's 16 KB is less than proxies pass on, and a refusal here would look like the gateway's. */
const MAX_HEADER = 64 * 1024;
/** What an HTTP/2 client says first (RFC 9113 section 3.4). `P` alone also starts POST, PUT and PATCH. */
const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

/**
 * Listens for HTTP/1.1 and cleartext HTTP/2 on one port and hands every request to `handle` when its
 * headers have arrived.
 * @throws the system's error when the port cannot be had, such as EADDRINUSE
 */
export async function listen(options: ListenOptions, handle: (call: Call) => void): Promise<Listening> {
  const host = options.host ?? '127.0.0.1';
  const http1 = http.createServer({ keepAliveTimeout: KEEP_ALIVE, maxHeaderSize: MAX_HEADER }, (req, res) =>
    handle(http1Call(req, res)),
  );
  const cleartext2 = http2.createServer();
  cleartext2.on('stream', (stream: http2.ServerHttp2Stream, _: unknown, __: unknown, raw: unknown) =>
    handle(http2Call(stream, raw)),
  );

  const sockets = new Set<net.Socket>();
  // As in http.Server: a peer that has said everything still gets its answer.
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A connection that breaks ends its exchanges; there is nobody else to tell.
    socket.on('error', () => {});
    peek(socket, (isHttp2) => (isHttp2 ? cleartext2 : http1).emit('connection', socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const address = server.address();
  return {
    host,
    port: typeof address === 'object' && address ? address.port : 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/**
 * Tells HTTP/2 by its preface and leaves the bytes in the socket, which must not flow: the protocol that
 * takes over reads what is buffered first.
 */
function peek(socket: net.Socket, then: (isHttp2: boolean) => void): void {
  let seen = Buffer.alloc(0);
  const silent = () => socket.destroy();
  const look = () => {
    const bytes: Buffer | null = socket.read();
    if (bytes === null) {
      socket.once('readable', look);
      return;
    }
    seen = Buffer.concat([seen, bytes]);
    const length = Math.min(seen.length, PREFACE.length);
    const matches = seen.subarray(0, length).equals(PREFACE.subarray(0, length));
    if (matches && length < PREFACE.length) {
      socket.once('readable', look);
      return;
    }
    socket.off('end', silent);
    socket.unshift(seen);
    then(matches);
  };
  // A connection opened ahead of need and closed without a word.
  socket.once('end', silent);
  socket.once('readable', look);
}

function http1Call(req: http.IncomingMessage, res: http.ServerResponse): Call {
  const headers = toPairs(req.rawHeaders);
  return {
    transport: 'http/1.1',
    method: req.method ?? '',
    target: req.url ?? '',
    headers,
    authority: header(headers, 'host') ?? '',
    body: req,
    whole: () => req.complete,
    sink: http1Sink(res, req.socket),
  };
}

function http2Call(stream: http2.ServerHttp2Stream, rawHeaders: unknown): Call {
  const all = toPairs(Array.isArray(rawHeaders) ? rawHeaders.map(String) : []);
  const pseudo = (name: string) => header(all, name) ?? '';
  stream.on('error', () => {});
  return {
    transport: 'h2c',
    method: pseudo(':method'),
    target: pseudo(':path'),
    headers: all.filter(([name]) => !name.startsWith(':') || name === ':authority'),
    authority: pseudo(':authority') || pseudo('host'),
    body: stream,
    // A cancelled request ends its body, too, but its stream is closed by then.
    whole: () => !stream.closed,
    sink: http2Sink(stream),
  };
}
