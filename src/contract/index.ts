import type { edition202611 } from './editions/2026-11.ts';
import type { Requirement } from './requirement.ts';

/** The edition of the contract that this release checks. */
export const EDITION = '2026-11';

/** Every row of the contract: a check that names a missing row does not compile. */
export type RequirementId = keyof typeof edition202611;

/** Every row of the contract, in the order of its families. */
export const requirements: readonly Requirement[] = [];

const byId = new Map(requirements.map((row) => [row.id, row]));

/** The row called `id`. */
export function requirement(id: RequirementId): Requirement {
  const row = byId.get(id);
  if (row === undefined) throw new Error(`The contract has no row ${id}.`);
  return row;
}
