import { expect, test } from 'vitest';
import { loadFaults } from '../src/mock/faults/index.ts';
import { UNUSUAL } from '../src/mock/unusual/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { expectAsDeclared, half, inMessages } from '../src/testbed/matrix.ts';

const checks = await loadChecks();
const faults = await loadFaults();

expectAsDeclared(half(inMessages(faults), 'first'), checks);

/** Checks that no gateway of ours trips, and why not. */
const UNPROVEN: { readonly [check: string]: string } = {
  'common/endpoints/serves-format': 'whoever fails it does not get past the wiring probe',
  'messages/endpoints/messages': 'whoever fails it does not get past the wiring probe',
  'common/bursts/room-for-agents': 'a limit on requests at once depends on how fast the machine is',
};

test('every check trips on a gateway of ours, or says why not', () => {
  // A one-event lag is a liberty that only a gateway that is otherwise right takes.
  const tripped = new Set([
    ...faults.flatMap(({ trips }) => trips),
    ...UNUSUAL.flatMap(({ warns }) => warns),
  ]);
  const untripped = checks.map(({ id }) => id).filter((id) => !tripped.has(id));
  expect(untripped.sort()).toEqual(Object.keys(UNPROVEN).sort());
});

test('every broken gateway trips something, and only checks that exist', () => {
  const known = new Set(checks.map(({ id }) => id));
  expect(faults.filter(({ trips }) => trips.length === 0).map(({ id }) => id)).toEqual([]);
  expect(faults.flatMap(({ trips }) => trips).filter((id) => !known.has(id))).toEqual([]);
});

test('at least 45 broken gateways come from public reports', () => {
  expect(faults.filter(({ urls }) => urls.length > 0).length).toBeGreaterThanOrEqual(45);
});
