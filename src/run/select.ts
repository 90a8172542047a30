import { CURRENT, type Edition } from '../contract/edition.ts';
import { type RequirementId, requirement } from '../contract/index.ts';
import type { FormatId, Topology } from '../contract/requirement.ts';
import type { Check } from './check.ts';

/** Which checks to run. Globs match check ids and requirement ids; `*` stands for anything. */
export interface Selection {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
}

/** The checks that the globs leave, in the given order. */
export function select(checks: readonly Check[], { only = [], skip = [] }: Selection): Check[] {
  const wanted = only.map(matcher);
  const unwanted = skip.map(matcher);
  return checks.filter(
    (check) => (wanted.length === 0 || wanted.some((is) => is(check))) && !unwanted.some((is) => is(check)),
  );
}

/** What a requirement is one for, or is not. */
export interface TargetKind {
  readonly format: FormatId;
  /** Absent: any. */
  readonly topology?: Topology;
  /** Absent: the current one. */
  readonly edition?: Edition;
}

/** Whether a requirement is one for targets of a kind. */
export function binds(id: RequirementId, { format, topology, edition = CURRENT }: TargetKind): boolean {
  const { formats, topologies } = requirement(id);
  return (
    edition.levels[id] !== undefined &&
    formats.includes(format) &&
    (topology === undefined || topologies.includes(topology))
  );
}

/** The checks that apply to targets of a kind: those with a requirement that binds them. */
export function checksFor(kind: TargetKind, checks: readonly Check[]): Check[] {
  return checks.filter(
    ({ formats, requirements }) =>
      (formats?.includes(kind.format) ?? true) && requirements.some((id) => binds(id, kind)),
  );
}

/** The globs that match no check at all. */
export function unmatched(checks: readonly Check[], globs: readonly string[]): string[] {
  return globs.filter((glob) => !checks.some(matcher(glob)));
}

function matcher(glob: string): (check: Check) => boolean {
  const matches = globbed(glob);
  return (check) => matches(check.id) || check.requirements.some(matches);
}

/** Whether an id matches a glob, in any case of letters; `*` stands for anything, `?` for one character. */
export function globbed(glob: string): (id: string) => boolean {
  const escaped = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const pattern = new RegExp(`^${escaped}$`, 'i');
  return (id) => pattern.test(id);
}
