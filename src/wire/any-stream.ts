import { BedrockStream } from './bedrock/stream.ts';
import type { Defect } from './defect.ts';
import type { EventStream, StreamEvent, StreamFailure, StreamFrame } from './event-stream.ts';
import { MessageStream } from './messages/stream.ts';
import type { JsonObject } from './scenario.ts';

/**
 * A streamed answer in either framing, told apart by its first byte whatever its content type says: the
 * binary one begins with a length below 32 MB, so with 0 or 1, and text never holds such a byte. Until
 * that byte comes, and when it never does, the stream counts as SSE.
 */
export class AnyStream implements EventStream {
  #stream: EventStream = new MessageStream();
  #decided = false;

  /** `sse` until the first byte has come. */
  get framing(): 'sse' | 'binary' {
    return this.#stream instanceof BedrockStream ? 'binary' : 'sse';
  }

  get frames(): readonly StreamFrame[] {
    return this.#stream.frames;
  }

  get events(): readonly StreamEvent[] {
    return this.#stream.events;
  }

  get failures(): readonly StreamFailure[] {
    return this.#stream.failures;
  }

  get defects(): readonly Defect[] {
    return this.#stream.defects;
  }

  push(bytes: Uint8Array): readonly StreamFrame[] {
    if (!this.#decided && bytes.length > 0) {
      this.#decided = true;
      if (isBinary(bytes)) this.#stream = new BedrockStream();
    }
    return this.#stream.push(bytes);
  }

  end(): readonly StreamFrame[] {
    return this.#stream.end();
  }

  message(): JsonObject | undefined {
    return this.#stream.message();
  }
}

/** Whether a body begins as a binary event stream does; false for an empty one. */
export function isBinary(bytes: Uint8Array): boolean {
  const [first] = bytes;
  return first !== undefined && first <= 1;
}

/** A whole streamed answer at once, in either framing. */
export function readEventStream(bytes: Uint8Array): AnyStream {
  const stream = new AnyStream();
  stream.push(bytes);
  stream.end();
  return stream;
}
