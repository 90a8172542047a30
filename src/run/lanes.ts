/**
 * Decides who may be on the wire: up to `limit` probes side by side, or one alone. A target that
 * throttles halves the limit.
 */
export class Lanes {
  #limit: number;
  #busy = 0;
  #alone = false;
  readonly #queue: { alone: boolean; start: () => void }[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Runs `work` beside others. */
  async beside<T>(work: () => Promise<T>): Promise<T> {
    await this.#enter(false);
    try {
      return await work();
    } finally {
      this.#leave(false);
    }
  }

  /** Runs `work` with nobody else on the wire. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    await this.#enter(true);
    try {
      return await work();
    } finally {
      this.#leave(true);
    }
  }

  narrow(): void {
    this.#limit = Math.max(1, this.#limit >> 1);
  }

  #enter(alone: boolean): Promise<void> {
    return new Promise((start) => {
      this.#queue.push({ alone, start });
      this.#next();
    });
  }

  #leave(alone: boolean): void {
    if (alone) this.#alone = false;
    else this.#busy -= 1;
    this.#next();
  }

  #next(): void {
    for (let first = this.#queue[0]; first && !this.#alone; first = this.#queue[0]) {
      if (first.alone ? this.#busy > 0 : this.#busy >= this.#limit) return;
      this.#queue.shift();
      if (first.alone) this.#alone = true;
      else this.#busy += 1;
      first.start();
    }
  }
}
