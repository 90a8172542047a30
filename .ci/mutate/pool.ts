import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Outcome } from './attempt.ts';
import type { Draw } from './draw.ts';

/** Mutations that one process tries at a time. */
const SIDE_BY_SIDE = 3;
const WORKER = fileURLToPath(new URL('worker.js', import.meta.url));

interface PromiseSettlers {
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/** Processes, one a core, that try mutations. */
export class Pool implements Disposable {
  readonly #workers: readonly ChildProcess[];
  readonly #waiting = new Map<number, PromiseSettlers>();
  readonly #free: ChildProcess[] = [];
  readonly #queue: ((worker: ChildProcess) => void)[] = [];

  /** @param size processes: as many as there are cores, unless others want these, too */
  constructor(size: number) {
    this.#workers = Array.from({ length: size }, () => fork(WORKER));
    for (let i = 0; i < SIDE_BY_SIDE; i += 1) this.#free.push(...this.#workers);
    for (const worker of this.#workers) {
      worker.on('exit', (code) => {
        for (const { reject } of this.#waiting.values()) reject(new Error(`a worker ended with ${code}`));
      });
      worker.on('message', (outcome: Outcome) => {
        this.#waiting.get(outcome.n)?.resolve(outcome);
        const next = this.#queue.shift();
        if (next) next(worker);
        else this.#free.push(worker);
      });
    }
  }

  /** Tries one in the next process that is free. */
  async attempt(draw: Draw): Promise<Outcome> {
    const worker =
      this.#free.shift() ?? (await new Promise<ChildProcess>((resolve) => this.#queue.push(resolve)));
    return await new Promise((resolve, reject) => {
      this.#waiting.set(draw.mutation.n, { resolve, reject });
      worker.send(draw);
    });
  }

  [Symbol.dispose](): void {
    for (const worker of this.#workers) worker.kill();
  }
}
