import { expect, test } from 'vitest';
import { requirements } from '../src/contract/index.ts';
import { FORMATS, type FormatId, type Requirement } from '../src/contract/requirement.ts';
import { ledgerLines, ledgerOf } from '../src/run/ledger.ts';
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

test('the ledger: rows, how many are checked from where, and why the others are not', () => {
  const ledger = ledgerOf(requirements, checks);
  process.stdout.write(`${ledgerLines(ledger).join('\n')}\n`);
  const unchecked = [...ledger.reasons.values()].flat();
  expect(ledger.checked + unchecked.length).toBe(ledger.rows);
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
      .filter((check) => check.requirements.some((row) => row === id))
      .flatMap((check) =>
        [check.vantage, ...(check.rehearsable ? (['client'] as const) : [])].map((from) => ({ from, check })),
      )
      .filter(({ from }) => !vantages.includes(from))
      .map(({ from, check }) => `${id} is not seen from ${from}: ${check.id}`),
  );
  expect(blind).toEqual([]);
});

function isCovered({ id }: Requirement, format: FormatId): boolean {
  return coveredIn.get(format)?.has(id) ?? false;
}

function isJudged(row: Requirement, format: FormatId): boolean {
  return row.restates !== undefined || isCovered(row, format);
}
