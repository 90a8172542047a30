import { expect, test } from 'vitest';
import { requirements } from '../src/contract/index.ts';
import { FORMATS, type FormatId, type Requirement, type Vantage } from '../src/contract/requirement.ts';
import { loadChecks } from '../src/run/load.ts';
import { checksFor } from '../src/run/select.ts';

/** More than this, and the contract would be a wish list. */
const MOST_UNCHECKED = 25;

const checks = await loadChecks();
const coveredIn = new Map(
  FORMATS.map((format) => [
    format,
    new Set<string>(checksFor({ format }, checks).flatMap((check) => check.requirements)),
  ]),
);
const unchecked = requirements.filter((row) => row.unchecked !== undefined);

test('the ledger: rows, how many are checked from where, and why the others are not', () => {
  const checked = (vantage?: Vantage) =>
    requirements.filter((row) => judging(row, vantage).length > 0).length;
  const slowOnly = requirements.filter((row) => {
    const judges = judging(row);
    return judges.length > 0 && judges.every(({ slow }) => slow);
  });
  const toCome = requirements.filter(
    (row) => row.vantages.includes('client') && !row.unchecked && judging(row, 'client').length === 0,
  );
  const reasons = new Map<string, string[]>();
  for (const { id, unchecked } of requirements) {
    if (unchecked) reasons.set(unchecked.reason, [...(reasons.get(unchecked.reason) ?? []), id]);
  }
  const lines = [
    `${requirements.length} rows: ${checked()} checked, ${unchecked.length} not`,
    `from upstream ${checked('upstream')}, from the answer alone ${checked('client')}, with --slow only ${slowOnly.length}`,
    `checked from upstream only, though answers may show them (${toCome.length}): ${idsOf(toCome)}`,
    ...[...reasons].map(([reason, ids]) => `${reason} (${ids.length}): ${ids.join(', ')}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);

  expect(checked() + unchecked.length).toBe(requirements.length);
  expect(unchecked.length).toBeLessThanOrEqual(MOST_UNCHECKED);
});

test.each(FORMATS)(
  '%s: each row is judged, by checks of its own or of rows that it repeats, or has a reason why not',
  (format) => {
    const rows = requirements.filter(({ formats }) => formats.includes(format));
    const counted = rows.filter((row) => isCovered(row, format)).length;
    process.stdout.write(`${format}: ${rows.length} rows, ${counted} with checks of their own\n`);
    const loose = rows.filter((row) => isJudged(row, format) === (row.unchecked !== undefined));
    expect(loose.map(({ id }) => id)).toEqual([]);
  },
);

test('what a row repeats is checked in each of its formats', () => {
  const missing = requirements.flatMap((row) =>
    row.formats.flatMap((format) =>
      (row.restates ?? [])
        .filter((id) => !coveredIn.get(format)?.has(id))
        .map((id) => `${row.id} in ${format}: ${id}`),
    ),
  );
  expect(missing).toEqual([]);
});

test('a check looks from where the breach of its rows can be seen', () => {
  const blind = requirements.flatMap(({ id, vantages }) =>
    checks
      .filter((check) => check.requirements.some((row) => row === id) && !vantages.includes(check.vantage))
      .map((check) => `${id} is not seen from ${check.vantage}: ${check.id}`),
  );
  expect(blind).toEqual([]);
});

function idsOf(rows: readonly Requirement[]): string {
  return rows.map(({ id }) => id).join(' ');
}

/** The checks of a row, or of those that it repeats. */
function judging({ id, restates = [id] }: Requirement, vantage?: Vantage) {
  return checks.filter(
    (check) =>
      check.requirements.some((row) => restates.includes(row)) &&
      (vantage === undefined || check.vantage === vantage),
  );
}

function isCovered({ id }: Requirement, format: FormatId): boolean {
  return coveredIn.get(format)?.has(id) ?? false;
}

function isJudged(row: Requirement, format: FormatId): boolean {
  return row.restates !== undefined || isCovered(row, format);
}
