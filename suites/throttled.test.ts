import { expect, test } from 'vitest';
import { refuseWhen } from '../src/mock/layers/request.ts';
import { errorAnswer } from '../src/mock/layers/response.ts';
import { route } from '../src/mock/routes.ts';
import { loadChecks } from '../src/run/load.ts';
import { through } from '../src/testbed/through.ts';

const [check] = (await loadChecks()).filter(({ id }) => id === 'common/bursts/room-for-agents');

/** Runs the check through a gateway that serves so many requests a minute, and asks the others to wait. */
async function behindLimit(served: number, wait: string) {
  let count = 0;
  const limit = refuseWhen(({ method, target }) => {
    if (route(method, target).operation !== 'messages') return undefined;
    count += 1;
    if (count <= served) return undefined;
    return errorAnswer(429, 'rate_limit_error', 'Too many requests.', [['retry-after', wait]]);
  });
  const { results } = await through([limit], check ? [check] : [], { slow: true });
  return results.map(({ status, observations }) => ({
    status,
    rows: [...new Set(observations.map(({ requirement }) => requirement))].sort(),
  }));
}

test('a limit that a few agents exceed is a warning', async () => {
  expect(await behindLimit(20, '30')).toEqual([{ status: 'warn', rows: ['ERR-12'] }]);
});

test('one that then asks for more than a minute is another', async () => {
  expect(await behindLimit(20, '90')).toEqual([{ status: 'warn', rows: ['ERR-09', 'ERR-12'] }]);
});

test('one that leaves room for them is none', async () => {
  expect(await behindLimit(1_000, '90')).toEqual([{ status: 'pass', rows: [] }]);
});
