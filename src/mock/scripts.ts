import type { Operation } from '../net/exchange.ts';
import type { Script } from '../net/upstream.ts';
import type { Gates } from './play.ts';

/**
 * No run holds a gate longer than a few minutes. One that nobody released by then was forgotten, and
 * would keep a connection and a part of memory for as long as the mock lives.
 */
const GATE_LIMIT = 10 * 60_000;
/** A run scripts about 600 probes; a mock that serves one run after the other must not grow for ever. */
const MAX_MARKS = 5_000;

/** What one mark's exchanges are answered with, and how many of their gates are released. */
interface Probe {
  readonly scripts: Map<Operation, Script>;
  readonly held: Set<() => void>;
  released: number;
}

/** The scripts of all probes. Sticky: the same mark and operation always gets the same answer. */
export class Scripts {
  readonly #probes = new Map<string, Probe>();

  /** Whether any script exists: if not, there is no mark to look for. */
  get any(): boolean {
    return this.#probes.size > 0;
  }

  has(mark: string): boolean {
    return this.#probes.has(mark);
  }

  add(script: Script): void {
    this.#probe(script.mark).scripts.set(script.operation, script);
    const [oldest] = this.#probes.keys();
    if (this.#probes.size > MAX_MARKS && oldest !== undefined) this.#probes.delete(oldest);
  }

  find(mark: string, operation: Operation): Script | undefined {
    return this.#probes.get(mark)?.scripts.get(operation);
  }

  /** Opens the next gate of the mark, or all there will ever be. */
  release(mark: string, gates: 'next' | 'all'): void {
    const probe = this.#probe(mark);
    probe.released = gates === 'all' ? Number.POSITIVE_INFINITY : probe.released + 1;
    for (const retry of [...probe.held]) retry();
  }

  /**
   * The gates of one exchange of the mark. Every exchange counts its own: a retry passes at once what
   * was released before.
   */
  gates(mark: string): Gates {
    const isOpen = (gate: number) => gate < (this.#probes.get(mark)?.released ?? 0);
    return {
      isOpen,
      whenOpen: (gate, then) => {
        const { held } = this.#probe(mark);
        const open = () => {
          stop();
          then();
        };
        const retry = () => {
          if (isOpen(gate)) open();
        };
        const timer = setTimeout(open, GATE_LIMIT);
        const stop = () => {
          clearTimeout(timer);
          held.delete(retry);
        };
        held.add(retry);
        return stop;
      },
    };
  }

  /** Forgets every script and lets go whatever is held. */
  clear(): void {
    const marks = [...this.#probes.keys()];
    for (const mark of marks) this.release(mark, 'all');
    for (const mark of marks) this.#probes.delete(mark);
  }

  #probe(mark: string): Probe {
    const known = this.#probes.get(mark);
    if (known) return known;
    const probe: Probe = { scripts: new Map(), held: new Set(), released: 0 };
    this.#probes.set(mark, probe);
    return probe;
  }
}
