import { expect, test } from 'vitest';
import { loadFaults } from '../src/mock/faults/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { half } from '../src/testbed/matrix.ts';
import { expectSeenOutside, seenOutside } from '../src/testbed/outside.ts';
import { UNSEEN } from '../src/testbed/unseen.ts';

// What answers alone show of the gateways that public reports are about.
const checks = await loadChecks();
const faults = await loadFaults();

expectSeenOutside(half(seenOutside(faults), 'first'), checks);

test('every broken gateway of a public report is seen from outside, or cannot be', () => {
  const reported = faults.filter(({ urls }) => urls.length > 0);
  const unseen = reported.filter((fault) => fault.seenOutside === undefined).map(({ id }) => id);
  process.stdout.write(
    `${reported.length} broken gateways of public reports: ${reported.length - unseen.length} seen by answers ` +
      `alone, ${unseen.length} not\n`,
  );
  expect(unseen.sort()).toEqual(
    Object.keys(UNSEEN)
      .filter((name) => !name.includes(' in '))
      .sort(),
  );
});

test('every check of sampled answers is tripped by a broken gateway, and only checks that exist are declared', () => {
  const declared = faults.flatMap((fault) =>
    fault.seenOutside && !('ends' in fault.seenOutside) ? fault.seenOutside : [],
  );
  const known = checks.map(({ id }) => id);
  expect(declared.filter((id) => !known.includes(id))).toEqual([]);
  expect(known.filter((id) => id.startsWith('outside/') && !declared.includes(id))).toEqual([]);
});
