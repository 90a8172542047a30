import { describe, expect, test } from 'vitest';
import { FORMATS, type FormatId } from '../src/contract/requirement.ts';
import type { Check } from '../src/run/check.ts';
import { type Conformance, conformance } from '../src/run/conformance.ts';
import { loadChecks } from '../src/run/load.ts';
import { type Stand, setUp } from '../src/stand.ts';
import { conformanceTests } from '../src/vitest.ts';

// Every check as a test of its own, on each wire: the way that vitest users, and `vitest --watch`, see them.
await conformanceTests({ formats: [{ format: 'anthropic' }, { format: 'bedrock' }, { format: 'vertex' }] });

const checks = await loadChecks();

/** Why checks are skipped in every format. */
const ALWAYS = [
  'needs models in the target file',
  'needs secondCredential in the target file',
  'takes long; add --slow',
];
const OWN = 'the gateway has a credential of its own';
const SKIPS: Readonly<Record<FormatId, readonly string[]>> = {
  anthropic: ['needs a second credential with other rights', ...ALWAYS, OWN],
  bedrock: [...ALWAYS, OWN],
  vertex: ALWAYS,
  foundry: ALWAYS,
  aws: [...ALWAYS, OWN],
  mantle: [...ALWAYS, 'the credential of this run is a bearer token'],
};

/** The formats of one API differ in base URL and credential only: fewer runs say as much. */
const RUNS: Readonly<Record<FormatId, number>> = {
  anthropic: 20,
  bedrock: 20,
  vertex: 20,
  foundry: 5,
  aws: 5,
  mantle: 5,
};

describe.each(FORMATS)('%s', (format) => {
  test('a whole run, as the command line makes it, finds nothing and skips with these reasons only', async () => {
    await using stand = await setUp({ formats: [{ format }] });
    const { stopped, results } = await runThrough(stand, checks);
    expect(stopped).toBeUndefined();
    expect(results.filter(({ status }) => status !== 'pass' && status !== 'skip')).toEqual([]);
    const reasons = new Set(results.flatMap(({ status, reason }) => (status === 'skip' ? [reason] : [])));
    expect([...reasons].sort()).toEqual([...SKIPS[format]].sort());
  });

  test(`${RUNS[format]} runs in a row have the same outcomes`, { timeout: 600_000 }, async () => {
    const outcomes = new Set<string>();
    for (let run = 0; run < RUNS[format]; run += 1) {
      await using stand = await setUp({ formats: [{ format }] });
      const { stopped, results } = await runThrough(stand, checks);
      outcomes.add(
        JSON.stringify([stopped, results.map(({ check, status, reason }) => [check, status, reason])]),
      );
    }
    expect(outcomes.size).toBe(1);
  });
});

function runThrough({ targets: [target], upstream }: Stand, all: readonly Check[]): Promise<Conformance> {
  return conformance({ target, checks: all, ...(upstream && { upstream }) });
}
