import { type Exchange, requestBytes } from './exchange.ts';

/** How much a journal keeps. */
export interface JournalLimits {
  readonly exchanges: number;
  /** Of request and answer bodies together. */
  readonly bytes: number;
}

/**
 * For a run: a whole suite makes about 600 exchanges, four times that leaves room for retries and side
 * calls; 32 MB is the largest legal body, and two of them must not exhaust memory.
 */
export const RUN_LIMITS: JournalLimits = { exchanges: 2_500, bytes: 64 * 1024 * 1024 };

/**
 * For a mock that serves by itself: enough to look back on the last turns of a session. More costs more
 * than memory: what is kept so long that it grows old is far dearer to throw away.
 */
export const MOCK_LIMITS: JournalLimits = { exchanges: 200, bytes: 2 * 1024 * 1024 };

/** Bounded, ordered record of exchanges. The oldest finished ones are forgotten first. */
export class Journal {
  /** May be changed at any time; what is too much is forgotten when the next exchange ends. */
  limits: JournalLimits;
  #exchanges: Exchange[] = [];
  readonly #waiters = new Set<() => void>();
  #bytes = 0;
  #forgotten = 0;

  constructor(limits: JournalLimits = RUN_LIMITS) {
    this.limits = limits;
  }

  /** The exchanges still held, oldest first. */
  get exchanges(): readonly Exchange[] {
    return this.#exchanges;
  }

  /** How many exchanges were dropped to stay within the bounds. */
  get forgotten(): number {
    return this.#forgotten;
  }

  add(exchange: Exchange): void {
    this.#exchanges.push(exchange);
    this.changed();
  }

  /** To be called whenever an exchange got further; wakes everybody who waits. */
  changed(): void {
    if (this.#waiters.size > 0) for (const wake of this.#waiters) wake();
  }

  /** To be called once an exchange has ended: counts its bytes and enforces the bounds. */
  ended(exchange: Exchange): void {
    this.#bytes += sizeOf(exchange);
    if (this.#exchanges.length > this.limits.exchanges || this.#bytes > this.limits.bytes) this.#forget();
    this.changed();
  }

  /** Forgets everything that has ended. */
  clear(): void {
    this.#drop(() => false);
    this.changed();
  }

  /** Drops the oldest tenth that has ended, and more until the bytes fit; one at a time would move the rest each time. */
  #forget(): void {
    const spare = Math.ceil(this.#exchanges.length / 10);
    const newest = this.#exchanges.at(-1);
    this.#drop((exchange, dropped) => {
      return exchange === newest || (dropped >= spare && this.#bytes <= this.limits.bytes);
    });
  }

  /** Drops the oldest that have ended until it is `enough`; what comes after is not looked at. */
  #drop(enough: (next: Exchange, dropped: number) => boolean): void {
    const open: Exchange[] = [];
    let seen = 0;
    for (const exchange of this.#exchanges) {
      if (enough(exchange, seen - open.length)) break;
      seen += 1;
      if (exchange.ended === 'open') open.push(exchange);
      else this.#bytes -= sizeOf(exchange);
    }
    this.#forgotten += seen - open.length;
    this.#exchanges = [...open, ...this.#exchanges.slice(seen)];
  }

  /**
   * The first value that `look` finds, looking again after every change.
   * @throws the signal's reason when it aborts first
   */
  waitFor<T>(look: () => T | undefined, signal: AbortSignal): Promise<T> {
    const { promise, resolve, reject } = withResolvers<T>();
    const attempt = () => {
      const found = look();
      if (found !== undefined) settle(() => resolve(found));
    };
    const settle = (finish: () => void) => {
      this.#waiters.delete(attempt);
      signal.removeEventListener('abort', abort);
      finish();
    };
    const abort = () => settle(() => reject(signal.reason));
    this.#waiters.add(attempt);
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    else attempt();
    return promise;
  }
}

function sizeOf(exchange: Exchange): number {
  let size = requestBytes(exchange);
  for (const { bytes } of exchange.response.chunks) size += bytes.length;
  return size;
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
