import { expect, test } from 'vitest';
import { requirements } from '../src/contract/index.ts';
import { FORMATS, type FormatId, type Requirement } from '../src/contract/requirement.ts';
import { loadChecks } from '../src/run/load.ts';
import { checksFor } from '../src/run/select.ts';

const checks = await loadChecks();
const byId = new Map(requirements.map((row) => [row.id, row]));
const checkedIn = new Map(
  FORMATS.map((format) => [
    format,
    new Set<string>(checksFor({ format }, checks).flatMap((check) => check.requirements)),
  ]),
);

/** Rows whose checks are still to be written. One that gets its check must leave the list; in the end it is empty. */
const UNWRITTEN: readonly string[] = [];

test.each(FORMATS)(
  '%s: each row has one of a check, rows that it repeats, or a reason for neither',
  (format) => {
    const rows = requirements.filter(({ formats }) => formats.includes(format));
    const checked = rows.filter((row) => isChecked(row, format));
    const restating = rows.filter(({ restates }) => restates !== undefined);
    const reasons = rows.flatMap(({ id, unchecked }) => (unchecked ? [`${id}: ${unchecked.reason}`] : []));
    const unwritten = rows.filter((row) => waysOf(row, format) === 0).map(({ id }) => id);
    process.stdout.write(
      `${format}: ${rows.length} rows, ${checked.length} checked, ${restating.length} repeat others, ` +
        `${unwritten.length} to be written; ${reasons.join(', ')}\n`,
    );
    expect(unwritten.sort()).toEqual(UNWRITTEN.filter((id) => byId.get(id)?.formats.includes(format)).sort());
    expect(rows.filter((row) => waysOf(row, format) > 1).map(({ id }) => id)).toEqual([]);
  },
);

test('what a row repeats is checked in each of its formats', () => {
  const missing = requirements.flatMap((row) =>
    row.formats.flatMap((format) =>
      (row.restates ?? [])
        .filter((id) => !checkedIn.get(format)?.has(id) && !UNWRITTEN.includes(id))
        .map((id) => `${row.id} in ${format}: ${id}`),
    ),
  );
  expect(missing).toEqual([]);
});

function isChecked({ id }: Requirement, format: FormatId): boolean {
  return checkedIn.get(format)?.has(id) ?? false;
}

function waysOf(row: Requirement, format: FormatId): number {
  return [isChecked(row, format), row.restates !== undefined, row.unchecked !== undefined].filter(Boolean)
    .length;
}
