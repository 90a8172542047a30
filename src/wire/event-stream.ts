import type { Defect } from './defect.ts';
import type { JsonObject } from './scenario.ts';

/** One unit of a framing: an SSE frame with its blank line, or a binary message with its checksums. */
export interface StreamFrame {
  /** `event` carries something that a client must see; `keep-alive` only shows that the stream lives. */
  readonly kind: 'event' | 'keep-alive';
  /** Bytes from the start of the stream to the first and behind the last byte of the frame. */
  readonly offset: number;
  readonly end: number;
  /** The frame as it was on the wire; may be a view into what was pushed. */
  readonly bytes: Uint8Array;
  /** False for what was left when the stream ended, or when its framing was lost. */
  readonly complete: boolean;
}

/** An event of the Messages grammar and the frame that carried it. */
export interface StreamEvent<Frame extends StreamFrame = StreamFrame> {
  readonly frame: Frame;
  readonly event: JsonObject;
}

/**
 * A refusal in the midst of a stream that the framing itself carries; it ends the stream. SSE has none:
 * there an `error` is an event like any other.
 */
export interface StreamFailure {
  readonly frame: StreamFrame;
  /** `exception` is one that the API declares, `error` any other. */
  readonly kind: 'exception' | 'error';
  /** Such as `throttlingException`. */
  readonly type: string;
  readonly message: string;
}

/**
 * A streamed answer, read chunk by chunk through three layers: framing, events, message. The same
 * events come in two framings, SSE and the binary one of AWS. Never throws.
 */
export interface EventStream {
  /** Every frame; the bytes of all are the stream, once it has ended. */
  readonly frames: readonly StreamFrame[];
  readonly events: readonly StreamEvent[];
  readonly failures: readonly StreamFailure[];
  /** What is wrong, in order of the stream once it has ended. */
  readonly defects: readonly Defect[];
  /** The frames that these bytes complete. The buffer must not be reused. */
  push(bytes: Uint8Array): readonly StreamFrame[];
  /** What was left at the end of the stream: nothing, or one frame. */
  end(): readonly StreamFrame[];
  /** What the events so far add up to; undefined without a `message_start`. */
  message(): JsonObject | undefined;
}
