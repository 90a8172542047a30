import type { Exchange } from './exchange.ts';
import { KeptRequest, Ring } from './kept-request.ts';

/** How much a journal keeps. */
export interface JournalLimits {
  readonly exchanges: number;
  /** Of request and answer bodies together. */
  readonly bytes: number;
  /** Keep request bodies in memory that is used again: an exchange that was forgotten loses its body. */
  readonly recycles?: boolean;
}

/**
 * For a run: a whole suite makes about 600 exchanges, four times that leaves room for retries and side
 * calls; 32 MB is the largest legal body, and a handful of them must not exhaust memory.
 */
export const RUN_LIMITS: JournalLimits = { exchanges: 2_500, bytes: 256 * 1024 * 1024 };

/**
 * For a mock that serves by itself: enough to look back on the last turns of a session. More costs more
 * than memory: what is kept so long that it grows old is far dearer to throw away.
 */
export const MOCK_LIMITS: JournalLimits = { exchanges: 200, bytes: 2 * 1024 * 1024, recycles: true };

/** Bounded, ordered record of exchanges. The oldest finished ones are forgotten first. */
export class Journal {
  /** May be changed at any time; what is too much is forgotten when the next exchange ends. */
  limits: JournalLimits;
  /** In order of arrival. */
  #exchanges: Exchange[] = [];
  /** In order of their end, with the bytes of each. */
  readonly #ended: { readonly exchange: Exchange; readonly size: number }[] = [];
  readonly #waiters = new Set<() => void>();
  #ring: Ring | undefined;
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
    for (const wake of this.#waiters) wake();
  }

  /** To be called once an exchange has ended: counts its bytes and enforces the bounds. */
  ended(exchange: Exchange): void {
    const size = sizeOf(exchange);
    this.#recycle(exchange);
    this.#ended.push({ exchange, size });
    this.#bytes += size;
    if (this.#exchanges.length > this.limits.exchanges || this.#bytes > this.limits.bytes) this.#forget();
    this.changed();
  }

  /** Forgets everything that has ended. */
  clear(): void {
    this.#drop(this.#ended.length);
    this.changed();
  }

  /** Drops a tenth of what has ended, and more until the bytes fit; one at a time would move the rest each time. */
  #forget(): void {
    const tenth = Math.ceil(this.#ended.length / 10);
    let bytes = this.#bytes;
    const kept = this.#ended.findIndex(({ size }, i) => {
      if (i >= tenth && bytes <= this.limits.bytes) return true;
      bytes -= size;
      return false;
    });
    const newest = this.#ended.length - 1;
    this.#drop(kept < 0 ? newest : Math.min(kept, newest));
  }

  #drop(count: number): void {
    const gone = this.#ended.splice(0, count);
    for (const { size } of gone) this.#bytes -= size;
    const dropped = new Set(gone.map(({ exchange }) => exchange));
    this.#exchanges = this.#exchanges.filter((exchange) => !dropped.has(exchange));
    this.#forgotten += gone.length;
  }

  /** The ring is twice as large as what is kept, so that nothing is written over before it is forgotten. */
  #recycle({ request }: Exchange): void {
    const { recycles, bytes } = this.limits;
    if (!recycles || !(request instanceof KeptRequest) || request.body.length > bytes / 4) return;
    this.#ring ??= new Ring(2 * bytes);
    request.moveTo(this.#ring);
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

function sizeOf({ request, response }: Exchange): number {
  let size = request.body.length;
  for (const { bytes } of response.chunks) size += bytes.length;
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
