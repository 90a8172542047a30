import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import type { Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { header, type RawHeaders, toPairs } from '../wire/headers.ts';
import type { Certificates } from './certificates.ts';
import type { Transport } from './exchange.ts';
import { peek } from './peek.ts';
import { tlsServer } from './secure.ts';
import { Http1Sink, http2Sink, type Sink } from './sink.ts';

/** A request that arrived, its body still under way, and the way to answer it. */
export interface Call {
  readonly transport: Transport;
  /** Tells calls on one connection from those on others. */
  readonly connection: object;
  readonly method: string;
  /** Path and query, undecoded. */
  readonly target: string;
  /** As on the wire. Of HTTP/2's pseudo headers only `:authority` is kept: the others are the request line. */
  readonly headers: RawHeaders;
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
  /** Take TLS on the same port, too, with these certificates. */
  readonly tls?: Certificates;
  /** Add a `date` to answers over HTTP/1.1 that have none; default true. */
  readonly addDate?: boolean;
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
/**
 * Listens for HTTP/1.1 and HTTP/2, in cleartext and if asked over TLS, on one port and hands every request to `handle` when its
 * headers have arrived.
 * @throws the system's error when the port cannot be had, such as EADDRINUSE
 */
export async function listen(options: ListenOptions, handle: (call: Call) => void): Promise<Listening> {
  const host = options.host ?? '127.0.0.1';
  const sockets = new Set<net.Socket>();
  /** The TCP connection under a TLS one: only that can be reset. */
  const tcpOf = ({ remoteAddress, remotePort }: net.Socket) =>
    [...sockets].find((raw) => raw.remotePort === remotePort && raw.remoteAddress === remoteAddress);

  const http1 = http.createServer({ keepAliveTimeout: KEEP_ALIVE, maxHeaderSize: MAX_HEADER }, (req, res) => {
    if (options.addDate === false) res.sendDate = false;
    handle(http1Call(req, res, () => tcpOf(req.socket)));
  });
  const http2Server = http2.createServer();
  http2Server.on('stream', (stream: http2.ServerHttp2Stream, _: unknown, __: unknown, raw: unknown) =>
    handle(http2Call(stream, raw)),
  );
  const secure =
    options.tls &&
    tlsServer(options.tls, (socket) => {
      (socket.alpnProtocol === 'h2' ? http2Server : http1).emit('connection', socket);
    });
  const servers = { 'http/1.1': http1, 'http/2': http2Server, tls: secure };

  // As in http.Server: a peer that has said everything still gets its answer.
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A connection that breaks ends its exchanges; there is nobody else to tell.
    socket.on('error', () => {});
    peek(socket, (protocol) => {
      const taker = servers[protocol];
      if (taker) taker.emit('connection', socket);
      else socket.destroy();
    });
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
 * Listens at every one of these places, or at none.
 * @throws the system's error when one of the ports cannot be had
 */
export async function listenAt(
  [first, ...others]: readonly [ListenOptions, ...ListenOptions[]],
  handle: (call: Call) => void,
): Promise<[Listening, ...Listening[]]> {
  const open: [Listening, ...Listening[]] = [await listen(first, handle)];
  try {
    for (const place of others) open.push(await listen(place, handle));
    return open;
  } catch (error) {
    await Promise.all(open.map((listening) => listening.close()));
    throw error;
  }
}

function http1Call(
  req: http.IncomingMessage,
  res: http.ServerResponse,
  tcp: () => net.Socket | undefined,
): Call {
  const headers = toPairs(req.rawHeaders);
  return {
    transport: req.socket instanceof TLSSocket ? 'https/1.1' : 'http/1.1',
    connection: req.socket,
    method: req.method ?? '',
    target: req.url ?? '',
    headers,
    body: req,
    whole: () => req.complete,
    sink: new Http1Sink(res, tcp),
  };
}

function http2Call(stream: http2.ServerHttp2Stream, rawHeaders: unknown): Call {
  const all = toPairs(Array.isArray(rawHeaders) ? rawHeaders.map(String) : []);
  const pseudo = (name: string) => header(all, name) ?? '';
  stream.on('error', () => {});
  return {
    transport: stream.session?.encrypted ? 'h2' : 'h2c',
    connection: stream.session ?? stream,
    method: pseudo(':method'),
    target: pseudo(':path'),
    headers: all.filter(([name]) => !name.startsWith(':') || name === ':authority'),
    body: stream,
    // A cancelled request ends its body, too, but its stream is closed by then.
    whole: () => !stream.closed,
    sink: http2Sink(stream),
  };
}
