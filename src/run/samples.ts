import type { TurnSpec } from './check.ts';

/**
 * A request that is sent once in a run and format, and whose exchange many checks judge: each one that is
 * answered may cost.
 */
export interface Sample {
  readonly name: string;
  readonly spec: TurnSpec;
  /** Sends the very bytes of this one once more, after its answer. */
  readonly again?: Sample;
}

/** The request with which the target is wired: nothing but one question. It is always there. */
export const PLAIN: Sample = { name: 'plain', spec: {} };

/** The same question, with the answer as a stream. */
export const PLAIN_STREAM: Sample = { name: 'plain stream', spec: { stream: true } };
