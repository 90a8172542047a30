import type { Exchange } from '../net/exchange.ts';
import type { Journal } from '../net/journal.ts';
import type { Sink } from '../net/sink.ts';
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
  ending(): 'cut' | 'reset' | undefined;
  /** Plays no further: the client has left. */
  stop(): void;
}

/**
 * Plays a reply and journals every chunk as it is handed over. Parts that need no waiting leave in one
 * write, because a write costs more than an event.
 */
export function play(reply: Reply, { exchange, journal, sink, gates, now }: Stage): Playing {
  const { parts, status, headers } = reply;
  let next = 0;
  let gate = 0;
  let ending: 'cut' | 'reset' | undefined;
  let stopped = false;
  let cancel: () => void = () => {};

  /** The bytes up to the next part that takes time, noted as one chunk; gates that are open take none. */
  const takeBytes = (): Uint8Array => {
    const taken: Uint8Array[] = [];
    for (; ; next++) {
      const part = parts[next];
      if (part !== undefined && 'bytes' in part) taken.push(part.bytes);
      else if (part !== undefined && 'gate' in part && gates.isOpen(gate)) gate += 1;
      else break;
    }
    const bytes = taken.length === 1 && taken[0] ? taken[0] : Buffer.concat(taken);
    if (bytes.length > 0) exchange.response.chunks.push({ ms: now(), bytes });
    return bytes;
  };
  const advance = () => {
    if (stopped) return;
    const bytes = takeBytes();
    const part = parts[next++];
    if (part === undefined) sink.end(bytes);
    else {
      if (bytes.length > 0) sink.write(bytes);
      wait(part);
    }
    journal.changed();
  };
  const wait = (part: Part) => {
    if ('gate' in part) cancel = gates.whenOpen(gate++, advance);
    else if ('flush' in part) sink.flush(() => setImmediate(advance));
    else if ('delay' in part) {
      const timer = setTimeout(advance, part.delay);
      cancel = () => clearTimeout(timer);
    } else if ('end' in part && part.end !== 'stall') {
      ending = part.end;
      sink[part.end]();
    }
  };

  if (status > 0) {
    exchange.response.status = status;
    exchange.response.headers = headers;
    sink.head(status, headers);
    // Without this a held answer would hold its headers, too.
    if (!reply.headWaits && parts[0] !== undefined && !('bytes' in parts[0])) sink.flushHead();
  }
  advance();
  return {
    ending: () => ending,
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}
