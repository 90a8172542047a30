import { expect, test } from 'vitest';
import { cancelling } from '../src/mock/layers/cancellation.ts';
import { conformance } from '../src/run/conformance.ts';
import { loadChecks } from '../src/run/load.ts';
import { setUp } from '../src/stand.ts';

// A gateway that serves two requests at once and does not see its clients leave: an upstream that held back for ever
// what nobody waits for any more would have it wait with everything that follows.

const GATE = 100;
const signal = AbortSignal.timeout(20_000);
const checks = (await loadChecks()).filter(({ id }) => id.startsWith('common/cancellation/'));

test('what a gateway asks on behalf of a client that left is answered once the check is over', async () => {
  await using stand = await setUp({ layers: () => [cancelling(() => false)] });
  const { upstream } = stand;
  if (!upstream) throw new Error('it has a recording upstream');
  const { results } = await conformance({
    target: stand.targets[0],
    checks,
    upstream,
    limits: { gate: GATE },
  });
  const left = results.filter(({ status }) => status !== 'pass');
  expect(left.map(({ check }) => check)).toContain('common/cancellation/before-first-byte');
  for (const { exchanges } of results) {
    for (const { vantage, mark } of exchanges) {
      if (vantage !== 'upstream' || mark === undefined) continue;
      const ended = await upstream.wait(mark, 'ended', signal);
      expect(ended.map((exchange) => exchange.ended)).toEqual(ended.map(() => 'complete'));
    }
  }
}, 30_000);
