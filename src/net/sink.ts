import type http from 'node:http';
import http2 from 'node:http2';
import type net from 'node:net';
import { type RawHeaders, toFlat, withoutHeaders } from '../wire/headers.ts';

/** The statuses that may go ahead of an answer (RFC 9110 section 15.2, RFC 2518 and RFC 8297). */
export type Informational = 100 | 102 | 103;

/** The way back to whoever asked, the same on HTTP/1.1 and HTTP/2. */
export interface Sink {
  /** Sends an informational answer ahead of the head: 100, 102 with no headers, or 103 with `link` lines. */
  inform(status: Informational, headers: RawHeaders): void;
  /** Sends status and headers, names and order as given (HTTP/2 lower-cases names). Once, before any byte. */
  head(status: number, headers: RawHeaders): void;
  /** Sends the head now, without waiting for a byte of the body. */
  flushHead(): void;
  /** Sends body bytes now, behind whatever is still on its way. */
  write(bytes: Uint8Array): void;
  /** Calls back once everything written so far has left this process. */
  flush(then: () => void): void;
  /** Ends the answer whole, with these last bytes, and trailers where the framing has room for them. */
  end(last: Uint8Array, trailers?: RawHeaders): void;
  /** Closes without the end of the body; what was written still arrives. */
  cut(): void;
  /** The same with a reset: RST of the connection, on HTTP/2 of the stream only. */
  reset(): void;
  /** Calls back once, when the answer is over: `whole` if `end` was called and everything was taken. */
  onClose(then: (whole: boolean, detail?: string) => void): void;
}

/** Headers that HTTP/2 forbids (RFC 9113 section 8.2.2). */
export const CONNECTION_HEADERS = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
];

/** Answers on HTTP/1.1. */
export class Http1Sink implements Sink {
  readonly #res: http.ServerResponse;
  /** The answer forgets it once it is closed. */
  readonly #socket: net.Socket | null;
  readonly #tcp: () => net.Socket | undefined;
  #ended = false;
  #unsent = 0;
  #waiting: (() => void) | undefined;

  /** @param tcp finds the TCP socket, below TLS if there is any */
  constructor(res: http.ServerResponse, tcp: () => net.Socket | undefined) {
    this.#res = res;
    this.#socket = res.socket;
    this.#tcp = tcp;
  }

  inform(status: Informational, headers: RawHeaders): void {
    if (status === 100) this.#res.writeContinue();
    else if (status === 102) this.#res.writeProcessing();
    else this.#res.writeEarlyHints({ link: headers.map(([, value]) => value) });
  }

  head(status: number, headers: RawHeaders): void {
    this.#res.writeHead(status, toFlat(headers));
  }

  flushHead(): void {
    this.#res.flushHeaders();
  }

  write(bytes: Uint8Array): void {
    this.#unsent += 1;
    this.#res.write(bytes, () => {
      this.#unsent -= 1;
      if (this.#unsent === 0) this.#waiting?.();
    });
  }

  /**
   * Node may hold several writes back to send them as one chunk (always from Node 26 on, within a tick), so
   * only their callbacks say that they have left.
   */
  flush(then: () => void): void {
    if (this.#res.headersSent) this.#res.flushHeaders();
    if (this.#unsent === 0) this.#socket?.write('', () => then());
    else this.#waiting = then;
  }

  end(last: Uint8Array, trailers: RawHeaders = []): void {
    this.#ended = true;
    if (trailers.length > 0) {
      this.#res.addTrailers(trailers.map(([name, value]): [string, string] => [name, value]));
    }
    this.#res.end(last);
  }

  cut(): void {
    this.flush(() => this.#socket?.destroySoon());
  }

  reset(): void {
    this.flush(() => this.#tcp()?.resetAndDestroy());
  }

  onClose(then: (whole: boolean, detail?: string) => void): void {
    this.#res.on('close', () => {
      then(this.#ended && this.#res.writableFinished, this.#socket?.errored?.message);
    });
  }
}

/** Answers on one HTTP/2 stream; the connection and its other streams live on. */
export function http2Sink(stream: http2.ServerHttp2Stream): Sink {
  let ended = false;
  let trailing: RawHeaders = [];
  let unsent = 0;
  let waiting: (() => void) | undefined;
  const flush = (then: () => void) => {
    if (unsent === 0) then();
    else waiting = then;
  };
  const reset = () => flush(() => stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR));
  return {
    inform: (status, headers) => stream.additionalHeaders({ ':status': status, ...http2Headers(headers) }),
    head: (status, headers) => {
      // Else Node ends the stream cleanly before it resets it, and the client takes the part for the whole.
      stream.respond({ ':status': status, ...http2Headers(headers) }, { waitForTrailers: true });
      stream.once('wantTrailers', () => {
        if (ended) stream.sendTrailers(http2Headers(trailing));
      });
    },
    // HEADERS frames wait for nothing.
    flushHead: () => {},
    write: (bytes) => {
      unsent += 1;
      stream.write(bytes, () => {
        unsent -= 1;
        if (unsent === 0) waiting?.();
      });
    },
    flush,
    end: (last, trailers = []) => {
      ended = true;
      trailing = trailers;
      stream.end(last);
    },
    cut: reset,
    reset,
    onClose: (then) => {
      // For a cancelled stream `writableFinished` is true, too.
      stream.once('close', () => {
        const { rstCode } = stream;
        then(
          ended && rstCode === 0 && stream.writableFinished,
          rstCode === 0 ? undefined : `RST_STREAM ${rstCode}`,
        );
      });
    },
  };
}

function http2Headers(headers: RawHeaders): http2.OutgoingHttpHeaders {
  const map: Record<string, string[]> = {};
  for (const [name, value] of withoutHeaders(headers, ...CONNECTION_HEADERS)) {
    const key = name.toLowerCase();
    map[key] = [...(map[key] ?? []), value];
  }
  return map;
}
