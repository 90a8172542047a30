import type { Defect } from '../defect.ts';
import type { JsonObject } from '../scenario.ts';
import { SseDecoder, type SseFrame } from '../sse.ts';
import { accumulate } from './accumulate.ts';
import { EventGrammar } from './events.ts';
import { eventOf } from './frame.ts';

/** An event and the frame that carried it. */
export interface StreamEvent {
  readonly frame: SseFrame;
  readonly event: JsonObject;
}

/**
 * Reads a Messages stream chunk by chunk, through all three layers: framing, events, message.
 * Never throws; what is wrong is in `defects`, in order of the stream once it has ended.
 */
export class MessageStream {
  /** Every frame, keep-alives included; the bytes of all are the stream. */
  readonly frames: SseFrame[] = [];
  readonly events: StreamEvent[] = [];
  readonly #decoder = new SseDecoder();
  readonly #grammar = new EventGrammar();
  readonly #unreadable: Defect[] = [];

  /** The frames that these bytes complete. The buffer must not be reused. */
  push(bytes: Uint8Array): SseFrame[] {
    return this.#take(this.#decoder.push(bytes));
  }

  /** What was left at the end of the stream: nothing, or one frame. */
  end(): SseFrame[] {
    const left = this.#take(this.#decoder.end());
    this.#grammar.end(this.frames.at(-1)?.end ?? 0);
    return left;
  }

  get defects(): readonly Defect[] {
    const all = [...this.#decoder.defects, ...this.#unreadable, ...this.#grammar.defects];
    return all.sort((a, b) => a.offset - b.offset);
  }

  /** What the events so far add up to; undefined without a `message_start`. */
  message(): JsonObject | undefined {
    return accumulate(this.events.map(({ event }) => event));
  }

  #take(frames: SseFrame[]): SseFrame[] {
    for (const frame of frames) {
      this.frames.push(frame);
      const { event, defects } = eventOf(frame);
      this.#unreadable.push(...defects);
      if (!event) continue;
      this.events.push({ frame, event });
      this.#grammar.push(event, frame.offset);
    }
    return frames;
  }
}

/** A whole Messages stream at once. */
export function readStream(bytes: Uint8Array): MessageStream {
  const stream = new MessageStream();
  stream.push(bytes);
  stream.end();
  return stream;
}
