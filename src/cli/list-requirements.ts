import { CURRENT, type Edition } from '../contract/edition.ts';
import { requirements } from '../contract/index.ts';
import { pageOf } from '../contract/page.ts';
import { FORMATS, type FormatId, type Requirement } from '../contract/requirement.ts';
import type { Check } from '../run/check.ts';
import { globbed, type Selection } from '../run/select.ts';
import { didYouMean, UsageError } from './usage.ts';

/** Ids of more rows than this are counted, not named, in a line of text. */
const NAMED = 4;

export type Row = ReturnType<typeof withChecks>;

/**
 * The rows of an edition that bind one of the formats and that the globs leave: a glob matches the id of a row or of
 * a check that covers it.
 * @throws UsageError for a glob that matches nothing
 */
export function rowsOf(
  checks: readonly Check[],
  formats: readonly FormatId[],
  { only = [], skip = [] }: Selection,
  edition: Edition = CURRENT,
): Row[] {
  const rows = requirements
    .filter(({ id }) => edition.levels[id] !== undefined)
    .map((row) => withChecks(row, checks, edition));
  refuseUnmatched({ only, skip }, rows);
  return rows.filter(
    (row) =>
      row.formats.some((format) => formats.includes(format)) &&
      (only.length === 0 || only.some((glob) => isMeant(row, glob))) &&
      !skip.some((glob) => globbed(glob)(row.id) || isUncoveredBy(row, glob)),
  );
}

/** Everything about a row: itself, its level in the edition, the checks that cover it and its page. */
function withChecks(row: Requirement, checks: readonly Check[], { levels }: Edition) {
  const covering = checks
    .filter((check) => check.requirements.some((id) => id === row.id))
    .map(({ id, vantage, slow = false }) => ({ id, vantage, slow }));
  return { ...row, level: levels[row.id] ?? row.level, checks: covering, docs: pageOf(row.id) };
}

function isMeant({ id, checks }: Row, glob: string): boolean {
  return globbed(glob)(id) || checks.some((check) => globbed(glob)(check.id));
}

/** Whether a glob leaves out every check that a row has. */
function isUncoveredBy({ checks }: Row, glob: string): boolean {
  return checks.length > 0 && checks.every((check) => globbed(glob)(check.id));
}

function refuseUnmatched(selection: Selection, rows: readonly Row[]): void {
  for (const option of ['only', 'skip'] as const) {
    const stray = (selection[option] ?? []).find((glob) => !rows.some((row) => isMeant(row, glob)));
    if (stray === undefined) continue;
    const ids = new Set(rows.flatMap((row) => [row.id, ...row.checks.map(({ id }) => id)]));
    throw new UsageError(
      `--${option} ${stray} matches no requirement${didYouMean(stray, ids)}. See: gateway-check list --requirements`,
    );
  }
}

/** What a line says of a row after its title. */
export function rowNotes({ formats, topologies, vantages, checks, restates, unchecked }: Row): string[] {
  const where = formats.length === FORMATS.length ? 'all formats' : formats.join(' ');
  const how = unchecked?.reason ?? (restates ? through(restates) : counted(checks.length, 'check'));
  return [where, topologies.join(' '), `seen from ${vantages.join(' and ')}`, how];
}

/** How a row that repeats others is judged. */
function through(restates: readonly string[]): string {
  return `judged through ${restates.length > NAMED ? counted(restates.length, 'row') : restates.join(' ')}`;
}

function counted(number: number, what: string): string {
  return number === 1 ? `1 ${what}` : `${number} ${what}s`;
}
