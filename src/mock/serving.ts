import type { Ended, Exchange } from '../net/exchange.ts';
import type { Journal } from '../net/journal.ts';
import type { Call } from '../net/listen.ts';
import { Arrived } from './arrived.ts';
import { findMark } from './find-mark.ts';
import { Gathered } from './gathered.ts';
import { type Playing, play } from './play.ts';
import type { Reply } from './reply.ts';
import { type Policy, respond } from './respond.ts';
import { type Asking, route } from './routes.ts';
import type { Scripts } from './scripts.ts';

/** What the calls of one mock share. */
interface Desk {
  readonly journal: Journal;
  readonly scripts: Scripts;
  readonly policy: Policy;
  /** The calls that are not over. */
  readonly open: Set<Serving>;
}

/** Journals one call as it comes in, answers it and notes how it ended. */
export function serve(call: Call, id: string, desk: Desk): void {
  desk.open.add(new Serving(call, id, desk));
}

/** One call and what becomes of it. */
export class Serving {
  readonly #call: Call;
  readonly #desk: Desk;
  readonly #asked: Asking;
  readonly #exchange: Exchange;
  readonly #body: Gathered;
  readonly #started = performance.now();
  #playing: Playing | undefined;

  constructor(call: Call, id: string, desk: Desk) {
    const { method, target, headers, sink, body } = call;
    this.#call = call;
    this.#desk = desk;
    this.#asked = route(method, target);
    this.#body = new Gathered(headers);
    this.#exchange = new Arrived(call, id, this.#asked.operation);
    desk.journal.add(this.#exchange);
    sink.onClose((whole, detail) => this.#closed(whole, detail));
    body.on('data', (bytes: Buffer) => this.#body.add(bytes));
    body.on('end', () => {
      if (call.whole()) this.#answer();
    });
  }

  /** Notes how it ended; what is told later changes nothing. */
  settle(how: Ended, detail?: string): void {
    const exchange = this.#exchange;
    if (exchange.ended !== 'open') return;
    this.#desk.open.delete(this);
    exchange.ended = how;
    if (detail !== undefined) exchange.detail = detail;
    exchange.endedMs = this.#now();
    this.#desk.journal.ended(exchange);
  }

  #closed(whole: boolean, detail: string | undefined): void {
    this.#playing?.stop();
    if (!this.#exchange.request.complete) this.#take();
    this.settle(this.#playing?.ending ?? (whole ? 'complete' : 'client-gone'), detail);
  }

  /** Keeps what has arrived and reads its mark. */
  #take(): string | undefined {
    const { scripts } = this.#desk;
    const exchange = this.#exchange;
    exchange.request.body = this.#body.bytes;
    const mark = scripts.any ? findMark(exchange.request, (known) => scripts.has(known)) : undefined;
    if (mark !== undefined) exchange.mark = mark;
    return mark;
  }

  #answer(): void {
    const { journal, scripts, policy } = this.#desk;
    const { request, id } = this.#exchange;
    request.complete = true;
    const mark = this.#take();
    journal.changed();
    const script = mark === undefined ? undefined : scripts.find(mark, this.#asked.operation);
    try {
      const reply = respond({ request, asked: this.#asked, exchange: id, script }, policy);
      if (!(reply instanceof Promise)) this.#play(reply);
      else reply.then((given) => this.#play(given)).catch((error: unknown) => this.#giveUp(error));
    } catch (error) {
      this.#giveUp(error);
    }
  }

  #play(reply: Reply): void {
    const { journal, scripts } = this.#desk;
    const exchange = this.#exchange;
    // The caller may have left while its signature was verified.
    if (exchange.ended !== 'open') return;
    const gates = scripts.gates(exchange.mark ?? reply.gates ?? '');
    const now = () => this.#now();
    this.#playing = play(reply, { exchange, journal, sink: this.#call.sink, gates, now });
  }

  /** A script may name a header or a status that cannot be sent; that must not end the mock. */
  #giveUp(error: unknown): void {
    this.settle('reset', error instanceof Error ? error.message : String(error));
    this.#call.sink.reset();
  }

  #now(): number {
    return performance.now() - this.#started;
  }
}
