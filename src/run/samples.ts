import type { TurnSpec } from './check.ts';

/**
 * A request that is sent once in a run and format, and whose exchange many checks judge: each one that is
 * answered may cost.
 */
export interface Sample {
  readonly name: string;
  readonly spec: TurnSpec;
}

/** The request with which the target is wired: nothing but one question. It is always there. */
export const PLAIN: Sample = { name: 'plain', spec: {} };
