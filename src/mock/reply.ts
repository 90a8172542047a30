import type { RawHeaders } from '../wire/headers.ts';

/** One thing to do for an answer's body. */
export type Part =
  /** To be written at once. */
  | { readonly bytes: Uint8Array }
  /** What was written so far must leave before anything else is written. */
  | { readonly flush: true }
  /** Milliseconds of silence. */
  | { readonly delay: number }
  /** Hold until released. */
  | { readonly gate: true }
  /** How it ends, if not whole after the last part. */
  | { readonly end: 'cut' | 'reset' | 'stall' };

/** An answer ready for the wire. */
export interface Reply {
  /** 0: no answer at all, only the end that `parts` tells. */
  readonly status: number;
  readonly headers: RawHeaders;
  readonly parts: readonly Part[];
  /** The head leaves with the first bytes: an answer that is made whole first has none before. */
  readonly headWaits?: true;
  /** Under which name its gates are released when the request has no mark. */
  readonly gates?: string;
}
