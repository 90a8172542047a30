import { expect, test } from 'vitest';
import { loadFaults } from '../src/mock/faults/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { half } from '../src/testbed/matrix.ts';
import { expectSeenOutside, seenOutside, UNSEEN } from '../src/testbed/outside.ts';

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
