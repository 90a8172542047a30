import type { Defect } from '../defect.ts';
import type { EventStream, StreamEvent, StreamFailure, StreamFrame } from '../event-stream.ts';
import { accumulate } from '../messages/accumulate.ts';
import { EventGrammar } from '../messages/events.ts';
import type { JsonObject } from '../scenario.ts';
import { carriedBy } from './carried.ts';
import { type Frame, FrameDecoder } from './frames.ts';

/** A binary frame, with headers and payload. */
export interface BedrockFrame extends Frame, StreamFrame {}

/**
 * Reads the binary stream of InvokeModelWithResponseStream chunk by chunk. Exception and error frames
 * are `failures` and end the stream as an `error` event does. No pings exist here. What a guardrail has
 * blocked has a grammar of its own, see `EventGrammar`.
 */
export class BedrockStream implements EventStream {
  readonly frames: BedrockFrame[] = [];
  readonly events: StreamEvent<BedrockFrame>[] = [];
  readonly failures: StreamFailure[] = [];
  readonly #decoder = new FrameDecoder();
  readonly #unreadable: Defect[] = [];
  #grammar = new EventGrammar();
  #blocked = false;

  push(bytes: Uint8Array): BedrockFrame[] {
    return this.#take(this.#decoder.push(bytes));
  }

  end(): BedrockFrame[] {
    const left = this.#take(this.#decoder.end());
    // Of a stream whose framing was lost nobody knows how it ends.
    if (!this.#decoder.lost) this.#grammar.end(this.frames.at(-1)?.end ?? 0);
    return left;
  }

  get defects(): readonly Defect[] {
    const all = [...this.#decoder.defects, ...this.#unreadable, ...this.#grammar.defects];
    return all.sort((a, b) => a.offset - b.offset);
  }

  message(): JsonObject | undefined {
    return accumulate(this.events.map(({ event }) => event));
  }

  #take(frames: readonly Frame[]): BedrockFrame[] {
    return frames.map((plain) => {
      const { carried, defects } = carriedBy(plain);
      this.#unreadable.push(...defects);
      const frame = { ...plain, kind: carried.is === 'keep-alive' ? carried.is : 'event' } as const;
      this.frames.push(frame);
      if (carried.is === 'event') this.#event(frame, carried.event);
      if (carried.is === 'exception' || carried.is === 'error') {
        const { is: kind, type, message } = carried;
        this.failures.push({ frame, kind, type, message });
        this.#grammar.push({ type: 'error', error: { type, message } }, frame.offset);
      }
      return frame;
    });
  }

  #event(frame: BedrockFrame, event: JsonObject): void {
    this.events.push({ frame, event });
    this.#grammar.push(event, frame.offset);
    if (this.failures.length === 0 && !this.#blocked && isBlocked(event)) this.#judgeAgain();
  }

  /** Only the last event tells that a guardrail stepped in, so the ones before it are judged once more. */
  #judgeAgain(): void {
    this.#blocked = true;
    this.#grammar = new EventGrammar({ blocked: true });
    for (const { frame, event } of this.events) this.#grammar.push(event, frame.offset);
  }
}

function isBlocked(event: JsonObject): boolean {
  return event['type'] === 'message_stop' && event['amazon-bedrock-guardrailAction'] === 'INTERVENED';
}

/** A whole binary stream at once. */
export function readBedrockStream(bytes: Uint8Array): BedrockStream {
  const stream = new BedrockStream();
  stream.push(bytes);
  stream.end();
  return stream;
}
