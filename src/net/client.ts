import type { RawHeaders } from '../wire/headers.ts';
import type { Carrier, Sending } from './carrier.ts';
import type { Exchange, Operation } from './exchange.ts';
import type { Journal } from './journal.ts';
import { overHttp1 } from './over-http1.ts';
import { overHttp2 } from './over-http2.ts';
import { Recording } from './recording.ts';

/** A request as a check wants it on the wire. */
export interface ClientRequest {
  readonly method: string;
  /** Path and query, sent undecoded. */
  readonly target: string;
  readonly headers: RawHeaders;
  /** Absent for a request without a body. */
  readonly body?: Uint8Array;
  readonly operation: Operation;
  readonly mark?: string;
  /** Send these headers only, then hold the body until `sendBody`. */
  readonly holdBody?: boolean;
  /** Send the body without a length: over HTTP/1.1 in chunks. */
  readonly chunked?: boolean;
  /** Milliseconds of silence that are borne on top of the timeout. */
  readonly hold?: number;
  /** Name of a connection that requests of this name alone use, one after the other. */
  readonly line?: string;
}

/** A request under way. */
export interface Sent {
  readonly exchange: Exchange;
  /** Resolves when the exchange ended, however it did; never rejects. */
  readonly ended: Promise<Exchange>;
  /** Sends the held body. */
  sendBody(): void;
  /** Gives up: closes the connection (or resets the HTTP/2 stream). */
  abort(): void;
}

export interface ClientOptions {
  readonly base: URL;
  readonly journal: Journal;
  /** Milliseconds without a byte in either direction before the exchange ends as `timeout`. */
  readonly timeout: number;
  /** Speak HTTP/2: with prior knowledge to an http target, by ALPN to an https one. */
  readonly http2?: boolean;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** Milliseconds of silence that end a request. */
export function timeoutOf({ hold = 0 }: ClientRequest, { timeout }: ClientOptions): number {
  return timeout + hold;
}

/** Sends raw requests to one base URL and journals what comes back, byte for byte. */
export class Client {
  readonly #options: ClientOptions;
  #carrier: Carrier;
  #count = 0;
  #received = 0;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#carrier = carrierOf(options);
  }

  /** Bytes of all answers so far. */
  get received(): number {
    return this.#received;
  }

  /** Starts a request. Faults of the connection end the exchange; nothing is thrown. */
  send(request: ClientRequest): Sent {
    const { base, journal } = this.#options;
    const timeout = timeoutOf(request, this.#options);
    this.#count += 1;
    const exchange: Exchange = {
      id: `c${this.#count}`,
      vantage: 'client',
      transport: this.#carrier.transport,
      startedAt: Date.now(),
      request: {
        method: request.method,
        target: base.pathname.replace(/\/$/, '') + request.target,
        headers: this.#carrier.written(request),
        body: request.body ?? new Uint8Array(),
        complete: false,
      },
      response: { status: 0, headers: [], chunks: [] },
      operation: request.operation,
      ...(request.mark && { mark: request.mark }),
      ended: 'open',
      endedMs: 0,
    };
    journal.add(exchange);
    let sending: Sending | undefined;
    const record = new Recording({
      exchange,
      journal,
      timeout,
      leave: () => sending?.leave(),
      onBytes: (count) => {
        this.#received += count;
      },
    });
    sending = this.#carrier.start(request, record);
    return {
      exchange,
      ended: record.ended,
      sendBody: sending.sendBody,
      abort: () => record.giveUp('cancelled'),
    };
  }

  /** Closes idle and open connections; the next requests open new ones. */
  renew(): void {
    this.close();
    this.#carrier = carrierOf(this.#options);
  }

  /** Closes idle and open connections. */
  close(): void {
    this.#carrier.close();
  }
}

function carrierOf(options: ClientOptions): Carrier {
  return options.http2 ? overHttp2(options) : overHttp1(options);
}
