import { setTimeout } from 'node:timers/promises';
import type { Scale } from '../contract/scale.ts';
import { Client, type Sent } from '../net/client.ts';
import type { Exchange } from '../net/exchange.ts';
import { Journal } from '../net/journal.ts';
import type { Upstream } from '../net/upstream.ts';
import { makeMark } from '../wire/mark.ts';
import type { Answer } from '../wire/scenario.ts';
import { Budget } from './budget.ts';
import { MARK, type ProbeRequest, type Trip } from './check.ts';
import { seeded } from './invent.ts';
import { Lanes } from './lanes.ts';
import { Pace, retryAfter } from './pace.ts';
import { noticed, paired } from './pairing.ts';
import { requireOurs, statusOf } from './provenance.ts';
import { SharedTrips } from './shared-trips.ts';
import { Skip, Unproven } from './stop.ts';
import type { Limits, Target } from './target.ts';

export interface SessionOptions {
  readonly target: Target;
  /** Absent: client vantage. */
  readonly upstream?: Upstream;
  readonly limits: Limits;
  readonly scale: Scale;
  readonly seed: string;
  /** Probes side by side. */
  readonly concurrency: number;
  /** Requests a second; absent: no cap. */
  readonly rate?: number;
  /** Requests that a genuine API may bill; they are counted only where one may stand behind the target. */
  readonly maxBillable: number;
  readonly signal: AbortSignal;
  /** Lets go of what the session was opened with. */
  readonly onClose?: () => void;
}

/** All answers of a run come to less than a megabyte; a target that blows them up must not fill the memory. */
const MAX_RECEIVED = 128 * 1024 * 1024;
/** A 429 of the gateway's own is waited out so often. */
const THROTTLED_TRIES = 3;

/**
 * One run's connection to the target and to the upstream: sends probes, pairs what left with what
 * arrived, and notices when an answer cannot be explained by what the upstream did.
 */
export class Session {
  readonly options: Omit<SessionOptions, 'target'>;
  /** Completed by what the wiring probe learns. */
  target: Target;
  readonly journal = new Journal();
  readonly lanes: Lanes;
  readonly #client: Client;
  readonly #marks = new Set<string>();
  readonly #pace: Pace;
  readonly shared = new SharedTrips(this);
  /** Absent where the recording upstream answers, which costs nothing. */
  readonly budget?: Budget;
  /** Set once a full-length repeat has confirmed that this target buffers streams. */
  bufferingConfirmed = false;
  /** The last probe made the upstream look ill, and no plain request has succeeded since. */
  disturbed = false;
  /** The target did not recover from a disturbance; set once, for the rest of the run. */
  outOfRotation = false;
  recoveries = 0;

  constructor(options: SessionOptions) {
    this.options = options;
    this.target = options.target;
    this.lanes = new Lanes(options.concurrency);
    this.#pace = new Pace(options.rate);
    if (!options.upstream) this.budget = new Budget(options.maxBillable);
    this.#client = new Client({
      base: new URL(options.target.url),
      journal: this.journal,
      timeout: options.limits.timeout,
      http2: options.target.http2 ?? false,
      ...options.target.tls,
    });
  }

  get upstream(): Upstream | undefined {
    return this.options.upstream;
  }

  /** A mark that this run has not used. The purpose makes it the same in every run of a seed. */
  mark(purpose: string): string {
    const random = seeded(`${this.options.seed} ${this.target.format} ${purpose}`);
    let mark = makeMark(random);
    while (this.#marks.has(mark)) mark = makeMark(random);
    this.#marks.add(mark);
    return mark;
  }

  /** Starts a probe at once, outside the lanes; without `answer` the upstream gives its default one. */
  async start(request: ProbeRequest, answer?: Answer): Promise<Sent> {
    await this.#pace.turn(this.options.signal);
    const { mark, operation, strict } = request;
    await this.upstream?.script({
      mark,
      operation,
      ...(answer && { answer: marked(answer, mark) }),
      ...(strict && { strict }),
    });
    const { signal } = this.options;
    signal.throwIfAborted();
    if (this.#client.received > MAX_RECEIVED) {
      throw new Unproven(
        `The target has sent ${this.#client.received} bytes for answers that hold a few hundred kilobytes in all. ` +
          'What it adds to them has to be found by hand: look at one answer with curl.',
      );
    }
    const budget = operation === 'messages' && !isFree(request) ? this.budget : undefined;
    await budget?.take();
    // It may have waited for its unit.
    if (signal.aborted) budget?.settle(false);
    signal.throwIfAborted();
    const sent = this.#client.send(request);
    if (budget) void budget.settleBy(sent.exchange, this.journal, signal);
    const abort = () => sent.abort();
    signal.addEventListener('abort', abort);
    void sent.ended.then(() => signal.removeEventListener('abort', abort));
    return sent;
  }

  /**
   * Sends a probe and waits for its end on both sides.
   * @throws Skip when the target throttles again and again
   * @throws Unproven when the answer came from somewhere else than our upstream
   */
  async send(request: ProbeRequest, answer?: Answer): Promise<Trip> {
    for (let attempt = 1; ; attempt += 1) {
      const since = Date.now();
      const trip = await this.lanes.beside(() => this.#once(request, answer));
      if (!this.#throttled(trip.client, trip.arrivals.length) || asksFor(429, request)) {
        const found = await this.#found(trip, answer, since);
        if (this.upstream || request.plays) requireOurs(found, mildest(request) ?? answer, this.#marks);
        return found;
      }
      await this.#waitOut(trip.client, attempt);
    }
  }

  /**
   * Starts a probe whose course a check steers, and sees it past the target's rate limit: returns once
   * it has arrived, or was answered in some other way.
   * @throws Skip when the target throttles again and again
   */
  async admitted(request: ProbeRequest, answer?: Answer): Promise<Sent> {
    for (let attempt = 1; ; attempt += 1) {
      const sent = await this.start(request, answer);
      if (!this.upstream || request.holdBody) return sent;
      await noticed(sent.exchange, request.mark, this.journal, { ...this.options, upstream: this.upstream });
      const arrivals = await this.upstream.exchanges(request.mark);
      if (isStale(sent.exchange, arrivals.length)) {
        attempt -= 1;
        continue;
      }
      if (!this.#throttled(sent.exchange, arrivals.length)) return sent;
      await this.#waitOut(await sent.ended, attempt);
    }
  }

  /** Does as a 429 of the target's own asks. */
  async #waitOut(client: Exchange, attempt: number): Promise<void> {
    if (attempt === THROTTLED_TRIES) throw new Skip('throttled by the target');
    this.lanes.narrow();
    await this.pause(retryAfter(client));
  }

  async #once(request: ProbeRequest, answer: Answer | undefined): Promise<Trip> {
    for (;;) {
      const sent = await this.start(request, answer);
      const client = await sent.ended;
      this.options.signal.throwIfAborted();
      const trip = await paired(request, client, this.options);
      // A second request would get the next of the answers that were asked for.
      const isTold = (request.plays?.length ?? 0) > 1;
      if (isTold || !isStale(client, trip.arrivals.length)) return trip;
    }
  }

  /** When the mark got lost on the way: repeats alone, and takes what arrived then as the probe. */
  async #found(trip: Trip, answer: Answer | undefined, since: number): Promise<Trip> {
    const { upstream } = this;
    if (!upstream || trip.arrivals.length > 0) return trip;
    const operation = trip.request.operation;
    const stray = (exchanges: readonly Exchange[]) =>
      exchanges.filter((other) => other.operation === operation);
    if (stray(await upstream.unmarked(since)).length === 0) return trip;
    return this.lanes.alone(async () => {
      const again = Date.now();
      const repeated = await this.#once(trip.request, answer);
      const arrivals =
        repeated.arrivals.length > 0 ? repeated.arrivals : stray(await upstream.unmarked(again));
      return { ...repeated, arrivals, lostMark: repeated.arrivals.length === 0 && arrivals.length > 0 };
    });
  }

  #throttled(client: Exchange, arrivals: number): boolean {
    return client.response.status === 429 && arrivals === 0;
  }

  /** Waits; rejects when the run is interrupted. */
  pause(ms: number): Promise<void> {
    return setTimeout(ms, undefined, { signal: this.options.signal });
  }

  /** Starts over with new connections, so that what a long rest does to one shows in the check about that alone. */
  renew(): void {
    this.#client.renew();
  }

  close(): void {
    this.#client.close();
    this.options.onClose?.();
  }
}

/**
 * A kept connection that the target closed before the request got through it, as anybody may: says nothing of
 * the target. Each try takes one such connection out of the pool, so that the last one has a new one.
 */
function isStale({ reused, ended, response }: Exchange, arrivals: number): boolean {
  return reused === true && ended === 'refused' && response.status === 0 && arrivals === 0;
}

/** Whether a prompt asks for an answer of this status. */
function asksFor(status: number, { plays = [] }: ProbeRequest): boolean {
  return plays.some((answer) => statusOf(answer) === status);
}

/** The one of the answers that a prompt asks for with the lowest status. */
function mildest({ plays = [] }: ProbeRequest): Answer | undefined {
  return [...plays].sort((a, b) => statusOf(a) - statusOf(b))[0];
}

/** Whether a success is what the prompt asks for. One in place of a failure may be that of another provider. */
function isFree(request: ProbeRequest): boolean {
  return asksFor(200, request);
}

/** The answer with the probe's mark where it asks for it, so that a mix-up of answers shows. */
function marked(answer: Answer, mark: string): Answer {
  return JSON.parse(JSON.stringify(answer).replaceAll(MARK, mark));
}
