/**
 * One departure from a wire format. Decoders return defects beside the values they could read;
 * they never throw, because a tool that stops at the first bad byte cannot report the second.
 */
export interface Defect {
  /** Bytes from the start of the decoded text to the place. */
  readonly offset: number;
  /** Stable name of the rule, such as `sse/event-line` or `stream/index`. */
  readonly rule: string;
  /** What was expected and what was found, for a person. */
  readonly text: string;
}
