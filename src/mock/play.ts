import type { Exchange } from '../net/exchange.ts';
import type { Journal } from '../net/journal.ts';
import type { Sink } from '../net/sink.ts';
import { Sent } from './arrived.ts';
import type { Part, Reply } from './reply.ts';

/** Says which gates of an answer are open; gates are numbered from 0. */
export interface Gates {
  isOpen(gate: number): boolean;
  /** Calls back once the gate opens. @returns how to stop waiting */
  whenOpen(gate: number, then: () => void): () => void;
}

/** Where a reply is played, and where what was sent is noted. */
export interface Stage {
  readonly exchange: Pick<Exchange, 'response'>;
  readonly journal: Pick<Journal, 'changed'>;
  readonly sink: Sink;
  readonly gates: Gates;
  /** Milliseconds since the exchange began. */
  readonly now: () => number;
}

/** A reply that is being played. */
export interface Playing {
  /** The end that the reply scripted, once it is reached. */
  readonly ending: 'cut' | 'reset' | undefined;
  /** Plays no further: the client has left. */
  stop(): void;
}

/**
 * Plays a reply and journals every chunk as it is handed over. Parts that need no waiting leave in one
 * write, because a write costs more than an event.
 */
export function play(reply: Reply, stage: Stage): Playing {
  const { status, headers, parts, headWaits } = reply;
  const { exchange, sink } = stage;
  if (status > 0) {
    exchange.response.status = status;
    exchange.response.headers = headers;
    sink.head(status, headers);
    // Without this a held answer would hold its headers, too.
    if (!headWaits && parts[0] !== undefined && !('bytes' in parts[0])) sink.flushHead();
  }
  const player = new Player(parts, stage);
  player.advance();
  return player;
}

/** A class: closures for each answer cost more than most answers take. */
class Player implements Playing {
  ending: 'cut' | 'reset' | undefined;
  readonly #parts: readonly Part[];
  readonly #stage: Stage;
  #next = 0;
  #gate = 0;
  #stopped = false;
  #cancel: (() => void) | undefined;

  constructor(parts: readonly Part[], stage: Stage) {
    this.#parts = parts;
    this.#stage = stage;
  }

  advance(): void {
    if (this.#stopped) return;
    const { sink, journal } = this.#stage;
    const bytes = this.#takeBytes();
    const part = this.#parts[this.#next++];
    if (part === undefined) sink.end(bytes);
    else {
      if (bytes.length > 0) sink.write(bytes);
      this.#wait(part);
    }
    journal.changed();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  /** The bytes up to the next part that takes time, noted as one chunk; gates that are open take none. */
  #takeBytes(): Uint8Array {
    const { exchange, gates, now } = this.#stage;
    const taken: Uint8Array[] = [];
    for (; ; this.#next++) {
      const part = this.#parts[this.#next];
      if (part !== undefined && 'bytes' in part) taken.push(part.bytes);
      else if (part !== undefined && 'gate' in part && gates.isOpen(this.#gate)) this.#gate += 1;
      else break;
    }
    const bytes = taken.length === 1 && taken[0] ? taken[0] : Buffer.concat(taken);
    if (bytes.length > 0) exchange.response.chunks.push(new Sent(now(), bytes));
    return bytes;
  }

  #wait(part: Part): void {
    const { sink, gates } = this.#stage;
    const advance = () => this.advance();
    if ('gate' in part) this.#cancel = gates.whenOpen(this.#gate++, advance);
    else if ('flush' in part) sink.flush(() => setImmediate(advance));
    else if ('delay' in part) {
      const timer = setTimeout(advance, part.delay);
      this.#cancel = () => clearTimeout(timer);
    } else if ('end' in part && part.end !== 'stall') {
      this.ending = part.end;
      sink[part.end]();
    }
  }
}
