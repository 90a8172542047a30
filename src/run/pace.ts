import { setTimeout } from 'node:timers/promises';
import type { Exchange } from '../net/exchange.ts';
import { header } from '../wire/headers.ts';

/** Holds starts back so that no more than `rate` begin in a second. */
export class Pace {
  readonly #rate: number | undefined;
  #next = 0;

  constructor(rate: number | undefined) {
    this.#rate = rate;
  }

  /**
   * Resolves when the caller may start.
   * @throws AbortError when the signal aborts first
   */
  async turn(signal: AbortSignal): Promise<void> {
    if (!this.#rate) return;
    const now = performance.now();
    const slot = Math.max(now, this.#next);
    this.#next = slot + 1000 / this.#rate;
    if (slot > now) await setTimeout(slot - now, undefined, { signal });
  }
}

/** Without a usable `retry-after`, milliseconds to wait after a 429. */
const THROTTLE_PAUSE = 1_000;
/** A gateway that asks for more than a minute is not waited for: the third try skips the check. */
const LONGEST_PAUSE = 60_000;

/** Milliseconds that a 429 asks to wait. */
export function retryAfter(exchange: Exchange): number {
  const seconds = Number(header(exchange.response.headers, 'retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, LONGEST_PAUSE) : THROTTLE_PAUSE;
}
