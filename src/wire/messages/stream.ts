import type { Defect } from '../defect.ts';
import type { EventStream, StreamEvent } from '../event-stream.ts';
import type { JsonObject } from '../scenario.ts';
import { SseDecoder, type SseFrame } from '../sse.ts';
import { accumulate } from './accumulate.ts';
import { EventGrammar } from './events.ts';
import { eventOf } from './frame.ts';

/** Reads a Messages stream in its SSE framing chunk by chunk. */
export class MessageStream implements EventStream {
  readonly frames: SseFrame[] = [];
  readonly events: StreamEvent<SseFrame>[] = [];
  readonly failures = [];
  readonly #decoder = new SseDecoder();
  readonly #grammar = new EventGrammar();
  readonly #unreadable: Defect[] = [];

  push(bytes: Uint8Array): SseFrame[] {
    return this.#take(this.#decoder.push(bytes));
  }

  end(): SseFrame[] {
    const left = this.#take(this.#decoder.end());
    this.#grammar.end(this.frames.at(-1)?.end ?? 0);
    return left;
  }

  get defects(): readonly Defect[] {
    const all = [...this.#decoder.defects, ...this.#unreadable, ...this.#grammar.defects];
    return all.sort((a, b) => a.offset - b.offset);
  }

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

/** A whole SSE stream at once. */
export function readStream(bytes: Uint8Array): MessageStream {
  const stream = new MessageStream();
  stream.push(bytes);
  stream.end();
  return stream;
}
