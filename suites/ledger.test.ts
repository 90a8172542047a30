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
    new Set<string>(checksFor(format, checks).flatMap((check) => check.requirements)),
  ]),
);

/** Rows whose checks are still to be written. One that gets its check must leave the list; in the end it is empty. */
const UNWRITTEN: readonly string[] = [
  'CNT-05 CNT-05b',
  'ERR-17 ERR-17b',
  'RSP-07',
  'AUTH-05b',
  'CACHE-04',
  'FEAT-16b',
  'PROBE-02',
  'BDR-EP-01 BDR-EP-02 BDR-EP-03 BDR-EP-06',
  'BDR-HDR-01 BDR-HDR-02 BDR-HDR-03',
  'BDR-BODY-01 BDR-BODY-02 BDR-BODY-03 BDR-BODY-05',
  'BDR-STR-01 BDR-STR-02 BDR-STR-02b BDR-STR-04 BDR-STR-05 BDR-STR-06',
  'BRG-01 BRG-02 BRG-03 BRG-04 BRG-05 BRG-05b BRG-06 BRG-06b BRG-07 BRG-08 BRG-08b BRG-09 BRG-10 BRG-11 BRG-13',
].flatMap((family) => family.split(' '));

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
