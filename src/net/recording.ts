import type { RawHeaders } from '../wire/headers.ts';
import type { Ended, Exchange } from './exchange.ts';
import type { Journal } from './journal.ts';

/** No probe scripts an answer of more than a megabyte; what sends far more must not fill the memory. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;
const MAX_CHUNKS = 100_000;
/** An answer that drips on for so many times the timeout is one that never ends. */
const LONGEST_ANSWER = 3;

export interface RecordingOptions {
  readonly exchange: Exchange;
  readonly journal: Journal;
  /** Milliseconds of silence that end an exchange. */
  readonly timeout: number;
  /** Leaves the connection, or the stream on it, after the exchange was given up. */
  readonly leave: () => void;
  /** Told of the size of each piece of the answer. */
  readonly onBytes: (count: number) => void;
}

/** Fills in one exchange of the client as its protocol tells what happens, and gives up what would never end. */
export class Recording {
  readonly exchange: Exchange;
  /** Resolves when the exchange has ended, however it did. */
  readonly ended: Promise<Exchange>;
  readonly #options: RecordingOptions;
  readonly #tooLong: NodeJS.Timeout;
  readonly #started = performance.now();
  #received = 0;
  #settle: (exchange: Exchange) => void = () => {};

  constructor(options: RecordingOptions) {
    const { exchange, timeout } = options;
    this.#options = options;
    this.exchange = exchange;
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
    const longest = timeout * LONGEST_ANSWER;
    this.#tooLong = setTimeout(() => this.giveUp('timeout', `not finished after ${longest} ms`), longest);
  }

  get isAnswered(): boolean {
    return this.exchange.response.status !== 0;
  }

  /** The status and headers of the answer are here. */
  head(status: number, headers: RawHeaders): void {
    this.exchange.response.status = status;
    this.exchange.response.headers = headers;
    this.#options.journal.changed();
  }

  /** A piece of the body is here. */
  chunk(bytes: Uint8Array): void {
    const { chunks } = this.exchange.response;
    this.#received += bytes.length;
    this.#options.onBytes(bytes.length);
    chunks.push({ ms: this.#now(), bytes });
    if (this.#received > MAX_ANSWER_BYTES) this.giveUp('malformed', `more than ${MAX_ANSWER_BYTES} bytes`);
    else if (chunks.length > MAX_CHUNKS) this.giveUp('malformed', `more than ${MAX_CHUNKS} chunks`);
    this.#options.journal.changed();
  }

  /** No byte has come or gone for the timeout. */
  silence(): void {
    this.giveUp('timeout', `no byte for ${this.#options.timeout} ms`);
  }

  /** It is over; what is told later changes nothing. */
  end(how: Ended, detail?: string): void {
    const { exchange } = this;
    if (exchange.ended !== 'open') return;
    clearTimeout(this.#tooLong);
    exchange.ended = how;
    if (detail !== undefined) exchange.detail = detail;
    exchange.endedMs = this.#now();
    this.#options.journal.ended(exchange);
    this.#settle(exchange);
  }

  /** Ends it from our side. */
  giveUp(how: Ended, detail?: string): void {
    this.end(how, detail);
    this.#options.leave();
  }

  #now(): number {
    return performance.now() - this.#started;
  }
}
