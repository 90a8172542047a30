import { edition202611 } from './editions/2026-11.ts';
import type { Level } from './requirement.ts';

/** A set of rows with their levels, by which a gateway is judged. */
export interface Edition {
  /** Year and month, such as `2026-11`. */
  readonly id: string;
  /** The level of each row of the edition, by its id. */
  readonly levels: { readonly [row: string]: Level };
  /**
   * Fingerprint of the rows, once a release from 1.0.0 on has carried the edition: from then on it stays as it is,
   * so that a later release of this tool judges yesterday's gateway as yesterday's did. See docs/editions.md.
   */
  readonly published?: string;
}

/** Newest first. */
export const editions: readonly [Edition, ...Edition[]] = [{ id: '2026-11', levels: edition202611 }];

/** The edition by which a gateway is judged unless another one is asked for. */
export const [CURRENT] = editions;
