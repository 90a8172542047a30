import type { Mutation } from './mutation.ts';

/** Why the contract does not protect a class of mutations. */
export interface Explanation {
  readonly reason: string;
  readonly covers: (mutation: Mutation) => boolean;
}

/** The first that covers a mutation says why nobody has to notice it. */
export const EXPLANATIONS: readonly Explanation[] = [];

/** Why a mutation that no check noticed need not be noticed; undefined when it should have been. */
export function explanationOf(mutation: Mutation): string | undefined {
  return EXPLANATIONS.find(({ covers }) => covers(mutation))?.reason;
}
