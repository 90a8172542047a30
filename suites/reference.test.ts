import { expect, test } from 'vitest';
import type { Check } from '../src/run/check.ts';
import { type Conformance, conformance } from '../src/run/conformance.ts';
import { loadChecks } from '../src/run/load.ts';
import { type Stand, setUp } from '../src/stand.ts';
import { conformanceTests } from '../src/vitest.ts';

// Every check as a test of its own: the way that vitest users, and `vitest --watch`, see them.
await conformanceTests();

test('a whole run, as the command line makes it, finds nothing and skips only with these reasons', async () => {
  await using stand = await setUp({});
  const { stopped, results } = await runThrough(stand, await loadChecks());
  expect(stopped).toBeUndefined();
  expect(results.filter(({ status }) => status !== 'pass' && status !== 'skip')).toEqual([]);
  const reasons = new Set(results.flatMap(({ status, reason }) => (status === 'skip' ? [reason] : [])));
  expect([...reasons].sort()).toEqual([
    'needs a second credential with other rights',
    'takes long; add --slow',
    'the gateway has a credential of its own',
    'the rule is not one for a relay',
  ]);
});

test('twenty runs in a row have the same outcomes', { timeout: 600_000 }, async () => {
  const checks = await loadChecks();
  const outcomes = new Set<string>();
  for (let run = 0; run < 20; run += 1) {
    await using stand = await setUp({});
    const { stopped, results } = await runThrough(stand, checks);
    outcomes.add(
      JSON.stringify([stopped, results.map(({ check, status, reason }) => [check, status, reason])]),
    );
  }
  expect(outcomes.size).toBe(1);
});

function runThrough({ targets: [target], upstream }: Stand, checks: readonly Check[]): Promise<Conformance> {
  return conformance({ target, checks, ...(upstream && { upstream }) });
}
