import type { Exchange } from './exchange.ts';

/** A whole suite makes about 600 exchanges; four times that leaves room for retries and side calls. */
const MAX_EXCHANGES = 2_500;
/** 32 MB is the largest legal body; a handful of them must not exhaust memory. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Bounded, ordered record of exchanges. The oldest finished ones are forgotten first. */
export class Journal {
  readonly #exchanges: Exchange[] = [];
  readonly #waiters = new Set<() => void>();
  #bytes = 0;
  #forgotten = 0;

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
    this.#bytes += sizeOf(exchange);
    while (this.#exchanges.length > MAX_EXCHANGES || this.#bytes > MAX_BYTES) {
      const oldest = this.#exchanges.findIndex((other) => other.ended !== 'open' && other !== exchange);
      if (oldest < 0) break;
      const [gone] = this.#exchanges.splice(oldest, 1);
      if (gone) this.#bytes -= sizeOf(gone);
      this.#forgotten += 1;
    }
    this.changed();
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
  return exchange.response.chunks.reduce(
    (sum, chunk) => sum + chunk.bytes.length,
    exchange.request.body.length,
  );
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
