import http2 from 'node:http2';
import net from 'node:net';
import tls from 'node:tls';
import { addressOf, failureCode } from './carrier.ts';
import type { ClientOptions } from './client.ts';
import type { Ended } from './exchange.ts';

/** As over HTTP/1.1: larger than anything that is sent or answered in good faith. */
const MAX_HEADER = 256 * 1024;

/** No HTTP/2 connection could be had. The message is a code of the system, or what was seen in place of HTTP/2. */
export class NoConnection extends Error {
  override readonly name = 'NoConnection';
  readonly ended: Extract<Ended, 'refused' | 'timeout' | 'malformed'>;

  constructor(ended: NoConnection['ended'], message: string) {
    super(message);
    this.ended = ended;
  }
}

/** One connection, shared by many streams. */
export interface Connection {
  readonly session: http2.ClientHttp2Session;
  /** Streams that are open on it. */
  streams: number;
  /** Why it ended, or is about to: a code of the system, or the GOAWAY. */
  lost?: string;
}

/** The error codes of HTTP/2 by number (RFC 9113 section 7). */
const CODES = [
  ...['NO_ERROR', 'PROTOCOL_ERROR', 'INTERNAL_ERROR', 'FLOW_CONTROL_ERROR', 'SETTINGS_TIMEOUT'],
  ...['STREAM_CLOSED', 'FRAME_SIZE_ERROR', 'REFUSED_STREAM', 'CANCEL', 'COMPRESSION_ERROR', 'CONNECT_ERROR'],
  ...['ENHANCE_YOUR_CALM', 'INADEQUATE_SECURITY', 'HTTP_1_1_REQUIRED'],
];

/** `INTERNAL_ERROR` for 2. */
export function codeName(code: number): string {
  return CODES[code] ?? String(code);
}

/**
 * HTTP/2 connections to one target. As real clients do, it opens another one when the target allows no
 * more streams on the first, so that none of them waits here for the end of another.
 */
export class Http2Pool {
  readonly #options: ClientOptions;
  readonly #connections = new Set<Connection>();
  readonly #sockets = new Set<net.Socket>();
  #opening: Promise<void> | undefined;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /**
   * Hands a connection with room for one more stream to `use`, which opens it.
   * @throws NoConnection when the target cannot be reached or does not speak HTTP/2
   */
  async take(use: (connection: Connection) => http2.ClientHttp2Stream | undefined): Promise<void> {
    for (;;) {
      const free = [...this.#connections].find(hasRoom);
      if (free) {
        const stream = use(free);
        if (!stream) return;
        free.streams += 1;
        stream.once('close', () => {
          free.streams -= 1;
        });
        return;
      }
      this.#opening ??= this.#open().finally(() => {
        this.#opening = undefined;
      });
      await this.#opening;
    }
  }

  /** Drops every connection. */
  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Opens one more connection. It counts once the target's SETTINGS are here: they tell that it speaks HTTP/2. */
  #open(): Promise<void> {
    return new Promise((resolve, reject) => {
      const { base, timeout } = this.#options;
      const socket = this.#connect(
        (problem) => fail('malformed', problem),
        () => greet(),
      );
      this.#sockets.add(socket);
      const fail = (how: NoConnection['ended'], message: string) => {
        reject(new NoConnection(how, message));
        socket.destroy();
      };
      const greet = () => {
        const session = http2.connect(base, {
          createConnection: () => socket,
          maxSendHeaderBlockLength: MAX_HEADER,
          settings: { enablePush: false, maxHeaderListSize: MAX_HEADER },
        });
        const connection: Connection = { session, streams: 0 };
        lose = (why) => {
          connection.lost ??= why;
          this.#connections.delete(connection);
        };
        session.on('goaway', (code) => lose(`GOAWAY ${codeName(code)}`));
        // The socket tells it, too.
        session.on('error', () => {});
        session.once('remoteSettings', () => {
          socket.setTimeout(0);
          this.#connections.add(connection);
          resolve();
        });
      };
      let lose = (_: string) => {};
      socket.setTimeout(timeout, () => fail('timeout', `no HTTP/2 for ${timeout} ms`));
      socket.on('error', (error: NodeJS.ErrnoException) => {
        const code = failureCode(error);
        lose(code);
        // What came in place of SETTINGS was no HTTP/2.
        fail(code.startsWith('ERR_HTTP2_') ? 'malformed' : 'refused', code);
      });
      socket.on('close', () => {
        this.#sockets.delete(socket);
        lose('connection closed');
        fail('refused', 'closed before any HTTP/2');
      });
    });
  }

  /** Connects, and calls `ready` once HTTP/2 can be spoken, or `refuse` with what was agreed on in its place. */
  #connect(refuse: (agreed: string) => void, ready: () => void): net.Socket {
    const { secure, host, port, tls: pem } = addressOf(this.#options);
    if (!secure) return net.connect({ host, port, noDelay: true }, ready);
    const servername = net.isIP(host) === 0 ? { servername: host } : {};
    const ALPNProtocols = ['h2', 'http/1.1'];
    const socket = tls.connect({ host, port, ALPNProtocols, ...servername, ...pem }, () => {
      if (socket.alpnProtocol === 'h2') ready();
      else refuse(`ALPN: ${socket.alpnProtocol || 'none'}`);
    });
    return socket;
  }
}

function hasRoom({ session, streams, lost }: Connection): boolean {
  const { maxConcurrentStreams = Number.POSITIVE_INFINITY } = session.remoteSettings;
  // One that allows none at all has to say so itself.
  return !session.closed && lost === undefined && streams < Math.max(1, maxConcurrentStreams);
}
