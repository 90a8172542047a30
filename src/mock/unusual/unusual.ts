import type { FormatId } from '../../contract/requirement.ts';
import type { Declared } from '../faults/fault.ts';
import type { Keys } from '../layers/credentials.ts';
import type { Middleware } from '../middleware.ts';

/** A gateway that is right in a way of its own, so that a check which refuses it is wrong. */
export interface Unusual {
  /** Kebab-case, stable. */
  readonly id: string;
  /** What it does, in present tense. */
  readonly title: string;
  /** Formats in which it is unusual; default: all. */
  readonly formats?: readonly FormatId[];
  /** Ids of the checks that warn of it: it is a SHOULD that it takes the liberty with. No check may fail. */
  readonly warns: readonly string[];
  /** All its layers, the credential policy first, with fresh state for each gateway. */
  readonly layers: (keys: Keys) => readonly Middleware[];
  /** It signs for AWS, and the upstream verifies it. */
  readonly signs?: boolean;
  /** What the operator declares of it. */
  readonly declares?: Declared;
}

/** Declares an unusual gateway; a function only so that editors complete and check the literal. */
export function unusual(declaration: Unusual): Unusual {
  return declaration;
}
