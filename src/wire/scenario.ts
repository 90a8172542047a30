/**
 * What the upstream plays. Plain JSON throughout, so that the same Scenario works in process,
 * over the control API and in a file.
 */

/** A JSON object whose keys are not fixed by us: events and blocks are open lists. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** One step of a scripted stream. */
export type Step =
  /** One event of the Messages grammar; each format frames it in its own way. */
  | { readonly event: JsonObject }
  /** Bytes as they are (UTF-8, or base64 for others), outside any framing. */
  | { readonly raw: string }
  | { readonly base64: string }
  /** An SSE comment line with its blank line. */
  | { readonly comment: string }
  /** Silence of so many milliseconds. */
  | { readonly delay: number }
  /** Hold until the run releases the next gate of this mark. */
  | { readonly gate: true }
  /**
   * How the answer ends, when not cleanly after the last step. `cut`: the connection closes without
   * the end of the body. `reset`: the same with RST. `stall`: nothing more comes, the connection stays.
   */
  | { readonly end: 'cut' | 'reset' | 'stall' };

/** How an answer's bytes are split and spaced. */
export interface Delivery {
  /** Bytes in each write; absent: one write an event. */
  readonly chunkBytes?: number;
  /** Milliseconds before each event. */
  readonly eventDelay?: number;
  /** Hold after each event until the run releases it. */
  readonly lockstep?: boolean;
  /** Hold all of it, the head too, until the run releases it. */
  readonly held?: boolean;
  /** `event: ping` after the first block start, as the real API does. Default true. */
  readonly ping?: boolean;
  /** Blanks before the closing brace of data lines, as the real API does. Default true. */
  readonly padding?: boolean;
  readonly lineEnding?: '\n' | '\r\n';
}

/** A message, sent as JSON or as a stream, whichever the request asks for. */
export interface MessageAnswer {
  readonly message: {
    /** Content blocks as in a finished message, such as `{type: 'text', text: 'hi'}`. */
    readonly content: readonly JsonObject[];
    readonly stop_reason?: string;
    readonly stop_sequence?: string | null;
    readonly usage?: JsonObject;
    readonly model?: string;
    readonly id?: string;
    /**
     * Further top-level keys; on a stream, those of the final `message_delta.delta`, but
     * `context_management` and `input_transformations` stand beside `delta`.
     */
    readonly extra?: JsonObject;
  };
  readonly delivery?: Delivery;
  readonly headers?: readonly (readonly [string, string])[];
}

/** A stream spelled out step by step. */
export interface StreamAnswer {
  readonly steps: readonly Step[];
  readonly status?: number;
  readonly delivery?: Delivery;
  readonly headers?: readonly (readonly [string, string])[];
}

/** A refusal in the format's own error envelope. */
export interface ErrorAnswer {
  readonly error: { readonly type: string; readonly message: string; readonly details?: Json };
  readonly status: number;
  readonly headers?: readonly (readonly [string, string])[];
}

/** Anything else: status, headers and body as given. A string body is sent as it is. */
export interface RawAnswer {
  readonly body: string | JsonObject | null;
  readonly status: number;
  readonly headers?: readonly (readonly [string, string])[];
}

/** A number for count_tokens. */
export interface CountAnswer {
  readonly input_tokens: number;
  readonly headers?: readonly (readonly [string, string])[];
}

/** The connection is closed (`cut`) or reset before any answer, or held without one (`stall`). */
export interface NoAnswer {
  readonly end: 'cut' | 'reset' | 'stall';
}

export type Answer = MessageAnswer | StreamAnswer | ErrorAnswer | RawAnswer | CountAnswer | NoAnswer;

/** Conditions on a request; all that are given must hold. */
export interface Match {
  readonly operation?: 'messages' | 'count_tokens' | 'models' | 'profiles' | 'hello';
  /** What is on the wire: one mock speaks all of them. */
  readonly format?: 'anthropic' | 'bedrock' | 'vertex';
  /** Substring of the last user text. */
  readonly lastUserText?: string;
  /** Substring of any system text. */
  readonly systemText?: string;
  /** Name of a tool whose result is in the last user message. */
  readonly toolResultOf?: string;
  /** A tool of this name is offered. */
  readonly tool?: string;
  /** As the request names it, in its path or in its body. */
  readonly model?: string;
  /** Whether the request asks for a stream, in its path or in its body. */
  readonly stream?: boolean;
  /** Header name to a substring of its value; an empty string asks for presence. */
  readonly headers?: { readonly [name: string]: string };
  /** Top-level body keys that must be present. */
  readonly bodyKeys?: readonly string[];
}

/** Match and answer. The first Scenario that matches plays. */
export interface Scenario {
  readonly name?: string;
  readonly match?: Match;
  readonly answer: Answer;
  /** Play only so many times, then fall through to the next. */
  readonly times?: number;
}
