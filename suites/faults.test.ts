import { expect, test } from 'vitest';
import { loadFaults } from '../src/mock/faults/index.ts';
import { UNUSUAL } from '../src/mock/unusual/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { expectAsRecorded, half, inMessages } from '../src/testbed/matrix.ts';
import { pairsOf } from '../src/trial.ts';

const checks = await loadChecks();
const faults = await loadFaults();

expectAsRecorded(half(inMessages(pairsOf(faults)), 'first'), checks);

/** Checks that no fault trips, and why not; tests of their own break their rows. */
const UNPROVEN: { readonly [check: string]: string } = {
  'common/endpoints/serves-format': 'whoever fails it does not get past the wiring probe: unserved.test.ts',
  'common/bursts/room-for-agents': 'who throttles it throttles the whole trial: throttled.test.ts',
};

test('every check that sees the upstream trips on a gateway of ours, or says why not', () => {
  // A one-event lag is a liberty that only a gateway that is otherwise right takes.
  const tripped = new Set([
    ...faults.flatMap(({ trips }) => trips),
    ...UNUSUAL.flatMap(({ warns }) => warns),
  ]);
  const untripped = checks.filter(({ id, outside }) => !outside && !tripped.has(id)).map(({ id }) => id);
  expect(untripped.sort()).toEqual(Object.keys(UNPROVEN).sort());
});

test('every broken gateway declares only checks that exist', () => {
  const known = new Set(checks.map(({ id }) => id));
  expect(faults.flatMap(({ trips }) => trips).filter((id) => !known.has(id))).toEqual([]);
});
