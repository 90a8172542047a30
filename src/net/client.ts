import http from 'node:http';
import https from 'node:https';
import { type RawHeaders, toFlat, toPairs } from '../wire/headers.ts';
import type { Exchange, Operation } from './exchange.ts';
import type { Journal } from './journal.ts';

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
  /** Frame the body with `transfer-encoding: chunked` instead of a length. */
  readonly chunked?: boolean;
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
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** No probe scripts an answer of more than a megabyte; what sends far more must not fill the memory. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;
const MAX_CHUNKS = 100_000;
/** An answer that drips on for so many times the timeout is one that never ends. */
const LONGEST_ANSWER = 3;

/** Sends raw HTTP/1.1 requests to one base URL and journals what comes back, byte for byte. */
export class Client {
  readonly #options: ClientOptions;
  readonly #agent: http.Agent;
  #count = 0;
  #received = 0;

  constructor(options: ClientOptions) {
    this.#options = options;
    const { ca, cert, key } = options;
    const tls = { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
    const pool = { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY };
    this.#agent = this.#secure ? new https.Agent({ ...pool, ...tls }) : new http.Agent(pool);
  }

  get #secure(): boolean {
    return this.#options.base.protocol === 'https:';
  }

  /** Bytes of all answers so far. */
  get received(): number {
    return this.#received;
  }

  /** Starts a request. Faults of the connection end the exchange; nothing is thrown. */
  send(request: ClientRequest): Sent {
    const { base, journal } = this.#options;
    const started = performance.now();
    const target = base.pathname.replace(/\/$/, '') + request.target;
    const headers = framed(request, base.host);
    this.#count += 1;
    const exchange: Exchange = {
      id: `c${this.#count}`,
      vantage: 'client',
      transport: this.#secure ? 'https/1.1' : 'http/1.1',
      startedAt: Date.now(),
      request: {
        method: request.method,
        target,
        headers,
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

    const now = () => performance.now() - started;
    const outgoing = (this.#secure ? https : http).request({
      agent: this.#agent,
      hostname: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port || (this.#secure ? 443 : 80),
      method: request.method,
      path: target,
      headers: toFlat(headers),
      timeout: this.#options.timeout,
      maxHeaderSize: 256 * 1024,
    });

    let settle: (exchange: Exchange) => void = () => {};
    const ended = new Promise<Exchange>((resolve) => {
      settle = resolve;
    });
    const end = (how: Exchange['ended'], detail?: string) => {
      if (exchange.ended !== 'open') return;
      exchange.ended = how;
      if (detail !== undefined) exchange.detail = detail;
      exchange.endedMs = now();
      journal.ended(exchange);
      settle(exchange);
    };

    const giveUp = (how: Exchange['ended'], detail: string) => {
      end(how, detail);
      outgoing.destroy();
    };
    const longest = this.#options.timeout * LONGEST_ANSWER;
    const tooLong = setTimeout(() => giveUp('timeout', `not finished after ${longest} ms`), longest);
    void ended.then(() => clearTimeout(tooLong));

    outgoing.on('response', (incoming) => {
      exchange.response.status = incoming.statusCode ?? 0;
      exchange.response.headers = toPairs(incoming.rawHeaders);
      journal.changed();
      let size = 0;
      incoming.on('data', (bytes: Buffer) => {
        size += bytes.length;
        this.#received += bytes.length;
        const { chunks } = exchange.response;
        chunks.push({ ms: now(), bytes });
        if (size > MAX_ANSWER_BYTES) giveUp('malformed', `more than ${MAX_ANSWER_BYTES} bytes`);
        else if (chunks.length > MAX_CHUNKS) giveUp('malformed', `more than ${MAX_CHUNKS} chunks`);
        journal.changed();
      });
      incoming.on('end', () => end(incoming.complete ? 'complete' : 'cut'));
      incoming.on('error', (error: NodeJS.ErrnoException) => end('cut', error.code ?? error.message));
      incoming.on('close', () => end('cut'));
    });
    outgoing.on('timeout', () => giveUp('timeout', `no byte for ${this.#options.timeout} ms`));
    const answered = () => exchange.response.status !== 0;
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? error.message;
      if (code.startsWith('HPE_')) end('malformed', code);
      else if (!answered()) end('refused', code);
      // Anything else, such as a body that the gateway no longer reads, leaves the end to the answer.
      else if (code === 'ECONNRESET') end('reset', code);
    });
    // It comes before the answer's own events, which know how that ended.
    outgoing.on('close', () => {
      if (!answered()) end('refused', 'closed without an answer');
    });

    const sendBody = () => {
      outgoing.end(request.body);
      exchange.request.complete = true;
    };
    if (request.holdBody) outgoing.flushHeaders();
    else sendBody();
    return {
      exchange,
      ended,
      sendBody,
      abort: () => {
        end('cancelled');
        outgoing.destroy();
      },
    };
  }

  /** Closes idle and open connections. */
  close(): void {
    this.#agent.destroy();
  }
}

/** The headers with `host` first and the body's framing, unless the request spells them out. */
function framed(request: ClientRequest, host: string): RawHeaders {
  const named = new Set(request.headers.map(([name]) => name.toLowerCase()));
  const framing: [string, string][] = [];
  if (request.body !== undefined && !named.has('content-length') && !named.has('transfer-encoding')) {
    framing.push(
      request.chunked ? ['transfer-encoding', 'chunked'] : ['content-length', String(request.body.length)],
    );
  }
  return [...(named.has('host') ? [] : [['host', host] as const]), ...request.headers, ...framing];
}
