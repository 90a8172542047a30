import { expect, test } from 'vitest';
import { type Check, check } from './check.ts';
import { ledgerLines, ledgerOf } from './ledger.ts';

function judge(id: string, requirements: Check['requirements'], more: Partial<Check> = {}): Check {
  return check({
    id,
    title: id,
    requirements,
    vantage: 'upstream',
    disturbs: 'none',
    run: async () => {},
    ...more,
  });
}

const rows = [
  { id: 'MSG-HDR-01' },
  { id: 'MSG-HDR-02' },
  { id: 'VTX-HDR-01', restates: ['MSG-HDR-01', 'MSG-HDR-02'] },
  { id: 'LIM-05' },
  { id: 'ERR-11', unchecked: { reason: 'needs a real login', note: 'It does.' } },
] as const;

test('rows are counted by the checks that judge them, themselves or through others', () => {
  const ledger = ledgerOf(rows, [
    judge('a', ['MSG-HDR-01']),
    judge('b', ['MSG-HDR-02'], { vantage: 'client', outside: true }),
    judge('c', ['LIM-05'], { vantage: 'client', slow: true }),
    judge('d', ['MSG-HDR-01'], { rehearsable: true }),
  ]);
  // The second is inferred, and so is left out where both sides are seen.
  expect(ledger).toMatchObject({ rows: 5, checked: 4, upstream: 3, client: 3, rehearsed: 4, slowOnly: 1 });
  expect(ledgerLines(ledger)).toEqual([
    '5 requirements, 4 with a check',
    '3 with the recording upstream, 3 from the outside (4 where failures are played), 1 with --slow only',
    'no check, needs a real login: ERR-11',
  ]);
});
