import { expect, test } from 'vitest';
import { faultsPage } from '../.ci/docs/faults-page.ts';
import { requirements } from '../src/contract/index.ts';
import { loadFaults } from '../src/mock/faults/index.ts';
import { NOT_SIMULATED } from '../src/mock/faults/not-simulated.ts';
import { recorded } from '../src/testbed/matrix.ts';
import { pairsOf } from '../src/trial.ts';

const faults = await loadFaults();
const pairs = pairsOf(faults);

test('docs/faults.md is what npm run docs:faults writes', async () => {
  await expect(faultsPage(faults, recorded)).toMatchFileSnapshot('../docs/faults.md');
});

test('every broken gateway is recorded in each of its formats, and nothing else is', () => {
  expect(recorded.map(({ id, format, to }) => ({ id, format, to }))).toEqual(
    pairs.map(({ fault: { id }, format, to }) => ({ id, format, to })),
  );
});

test('every one of them trips something, and every check that it declares', () => {
  expect(recorded.filter(({ tripped }) => tripped.length === 0)).toEqual([]);
  for (const { id, trips } of faults) {
    const seen = recorded.filter((one) => one.id === id).flatMap(({ tripped }) => tripped);
    expect(
      trips.filter((check) => !seen.some((one) => one.check === check)),
      id,
    ).toEqual([]);
  }
});

/** MUST rows that no fault breaks, and why not; `suites/unserved.test.ts` does. */
const UNBROKEN: { readonly [row: string]: string } = {
  'GEN-EP-01': 'whoever breaks it does not get past the wiring probe, which names it',
};

test('every MUST row with a check is broken by a gateway of ours', () => {
  const broken = new Set<string>(recorded.flatMap(({ tripped }) => tripped.flatMap(({ rows }) => rows)));
  const untripped = requirements.filter(
    ({ id, unchecked, restates }) => !broken.has(id) && unchecked === undefined && restates === undefined,
  );
  process.stdout.write(
    `rows that no broken gateway trips: ${untripped.map(({ id, level }) => `${id} (${level})`).join(' ')}\n`,
  );
  expect(untripped.filter(({ level }) => level === 'must').map(({ id }) => id)).toEqual(
    Object.keys(UNBROKEN),
  );
});

test('most public reports are simulated, and at least 40 defects more are our own', () => {
  const reported = faults.filter(({ urls }) => urls.length > 0).length;
  process.stdout.write(
    `broken gateways: ${reported} from reports, ${faults.length - reported} our own, ${pairs.length} trials\n`,
  );
  expect(faults.length - reported).toBeGreaterThanOrEqual(40);
  expect(NOT_SIMULATED.length).toBeLessThanOrEqual(8);
});
