import { withDeadline } from '../net/deadline.ts';
import type { Exchange } from '../net/exchange.ts';
import { AnyStream } from '../wire/any-stream.ts';
import { header } from '../wire/headers.ts';
import type { Step, StreamAnswer } from '../wire/scenario.ts';
import { answerBytes } from './answer.ts';
import type { Flow, ProbeRequest } from './check.ts';
import { paired } from './pairing.ts';
import type { Session } from './session.ts';

/** Bounded lag: so many bytes a small copy buffer on the way may hold back, or so many events. */
const LAG_BYTES = 4096;
const LAG_EVENTS = 2;
/** The repeat that decides gives the gateway so many times the gate limit. */
const REPEAT_FACTOR = 10;

/** Whether later events soon push out the held ones: a warning, not a failure. */
export function isBounded(lagEvents: number, lagBytes: number): boolean {
  return lagEvents <= LAG_EVENTS || lagBytes <= LAG_BYTES;
}

/**
 * Plays a stream in lock-step: the upstream sends an event only once the client has the one before,
 * so that a pass proves that no event waits for a later one, whatever the clock says. A gate that
 * expires is confirmed by one repeat with ten times the limit, alone, and only the repeat counts; once
 * a run has confirmed that the target buffers, further repeats would only cost time.
 */
export async function lockstep(
  session: Session,
  probe: () => ProbeRequest,
  answer: StreamAnswer,
): Promise<Flow> {
  const { gate } = session.options.limits;
  const first = await new Pass(session, probe(), answer).run(gate);
  if (first.kind === 'in-step' || session.bufferingConfirmed) return first;
  const second = await session.lanes.alone(() =>
    new Pass(session, probe(), answer).run(gate * REPEAT_FACTOR),
  );
  if (second.kind === 'buffered') session.bufferingConfirmed = true;
  return second;
}

class Pass {
  readonly #session: Session;
  readonly #request: ProbeRequest;
  readonly #answer: StreamAnswer;
  /** Bytes of each event's JSON: what is under way, near enough. */
  readonly #sizes: readonly number[];
  readonly #decoder = new AnyStream();
  #decoded = 0;
  #events = 0;

  constructor(session: Session, request: ProbeRequest, answer: StreamAnswer) {
    this.#session = session;
    this.#request = request;
    this.#answer = { ...answer, steps: withGates(answer.steps) };
    this.#sizes = answer.steps.flatMap((step) =>
      isAwaited(step) ? [Buffer.byteLength(JSON.stringify(step.event))] : [],
    );
  }

  async run(limit: number): Promise<Flow> {
    const { gate } = this.#session.options.limits;
    const total = this.#sizes.length;
    const sent = await this.#session.admitted(this.#request, this.#answer);
    const client = sent.exchange;
    const delays: number[] = [];
    let out = 1;
    let allowed = 0;
    let lagBytes = 0;
    let heldEvent: number | undefined;

    for (;;) {
      const released = performance.now();
      if (await this.#reached(client, out - allowed, heldEvent === undefined ? limit : gate)) {
        delays.push(performance.now() - released);
      } else {
        heldEvent ??= this.#seen(client);
        if (!isBounded(allowed + 1, lagBytes)) break;
        // Beyond the bound in events only the bound in bytes is left to try, and that at once.
        if (allowed === LAG_EVENTS) {
          while (out < total && this.#underWay(client, out) <= LAG_BYTES) {
            await this.#release();
            out += 1;
          }
        }
        allowed = out - this.#seen(client);
        lagBytes = Math.max(lagBytes, this.#underWay(client, out));
      }
      if (out === total || client.ended !== 'open') break;
      await this.#release();
      out += 1;
    }

    const inTime = this.#seen(client);
    await this.#session.upstream?.release(this.#request.mark, 'all');
    const trip = await paired(this.#request, await sent.ended, this.#session.options);
    // An event that never comes at all is no delay: what is lost is judged by the rows about events.
    const lost = total - this.#seen(client);
    const onlyLost =
      client.ended === 'complete' &&
      allowed <= lost &&
      (inTime > (heldEvent ?? 0) || heldEvent === total - 1);
    const flow = { trip, lagEvents: onlyLost ? 0 : allowed, lagBytes, delays };
    if (heldEvent === undefined || onlyLost) return { ...flow, kind: 'in-step' };
    if (inTime > heldEvent) return { ...flow, kind: 'lagging', heldEvent };
    return { ...flow, kind: this.#seen(client) > heldEvent ? 'buffered' : 'stalled', heldEvent };
  }

  async #release(): Promise<void> {
    await this.#session.upstream?.release(this.#request.mark, 'next');
  }

  /** Bytes of the first `out` events that the client has not received. */
  #underWay(client: Exchange, out: number): number {
    return this.#sizes.slice(this.#seen(client), out).reduce((sum, bytes) => sum + bytes, 0);
  }

  /** Complete events that the client has so far. */
  #seen(client: Exchange): number {
    const { chunks, headers } = client.response;
    if ((header(headers, 'content-encoding') ?? 'identity') !== 'identity') {
      // What a coder has flushed so far can be read only from the beginning.
      if (chunks.length > this.#decoded) this.#events = countEvents(new AnyStream(), answerBytes(client));
      this.#decoded = chunks.length;
      return this.#events;
    }
    for (; this.#decoded < chunks.length; this.#decoded += 1) {
      const chunk = chunks[this.#decoded];
      if (!chunk) break;
      this.#events += countEvents(this.#decoder, chunk.bytes);
    }
    return this.#events;
  }

  /** Waits until the client has so many events; false when the time is up or the answer has ended. */
  async #reached(client: Exchange, events: number, ms: number): Promise<boolean> {
    const { journal, options } = this.#session;
    const there = () => (this.#seen(client) >= events ? true : client.ended === 'open' ? undefined : false);
    return withDeadline(ms, options.signal, (limit) => journal.waitFor(there, limit)).catch(() => {
      options.signal.throwIfAborted();
      return false;
    });
  }
}

/** The events that these bytes complete. A ping is none: a gateway that holds an event back may fill the wait with some. */
function countEvents(decoder: AnyStream, bytes: Uint8Array): number {
  const before = pings(decoder);
  const events = decoder.push(bytes).filter((frame) => frame.kind === 'event').length;
  return events - (pings(decoder) - before);
}

function pings({ events }: AnyStream): number {
  return events.filter(({ event }) => event['type'] === 'ping').length;
}

/** Whether the next step waits until this one is at the client. */
function isAwaited(step: Step): step is Extract<Step, { event: unknown }> {
  return 'event' in step && step.event['type'] !== 'ping';
}

/** The steps with a gate behind each event but the last. */
function withGates(steps: readonly Step[]): Step[] {
  const last = steps.findLastIndex(isAwaited);
  return steps.flatMap((step, i) => (isAwaited(step) && i !== last ? [step, { gate: true }] : [step]));
}
