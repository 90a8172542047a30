import type { Exchange } from '../net/exchange.ts';
import type { Journal } from '../net/journal.ts';
import { Skip } from './stop.ts';

/** Enough for every check of one format against a gateway that refuses nothing that it should serve. */
export const DEFAULT_MAX_BILLABLE = 25;

/** What became of the requests that a genuine API may bill. */
export interface Billable {
  /** The most that there may be. */
  readonly limit: number;
  /** Those that were answered with success, or broke off in a way that leaves it open. */
  readonly used: number;
}

/**
 * How many requests may make a genuine API generate. Each takes one unit before it is sent, and the unit comes
 * back when the answer shows that nothing was generated. Nobody is turned away while others may still give
 * theirs back, so that it does not depend on their order who gets one.
 */
export class Budget {
  readonly #limit: number;
  #used = 0;
  #pending = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get billable(): Billable {
    return { limit: this.#limit, used: this.#used };
  }

  /**
   * Takes one unit, to be settled.
   * @throws Skip when none is left and none will come back
   */
  async take(): Promise<void> {
    while (this.#used + this.#pending >= this.#limit) {
      if (this.#pending === 0) throw new Skip(EXHAUSTED);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#pending += 1;
  }

  /** Settles the unit of a request as soon as its answer has begun, or will not come. */
  async settleBy(client: Exchange, journal: Journal, signal: AbortSignal): Promise<void> {
    const { response } = client;
    const told = () => (response.status !== 0 || client.ended !== 'open' ? true : undefined);
    await journal.waitFor(told, signal).catch(() => undefined);
    // An answer that never came to a request that was sent may have been generated.
    this.settle(response.status === 0 ? client.ended !== 'refused' : response.status < 300);
  }

  /** Says of a unit that was taken whether its request may have been billed. */
  settle(isBilled: boolean): void {
    this.#pending -= 1;
    if (isBilled) this.#used += 1;
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

const EXHAUSTED = 'no billable request is left; allow more with --max-billable';
