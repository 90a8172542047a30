import { expect, test } from 'vitest';
import { FORMATS } from '../src/contract/requirement.ts';
import { conformance } from '../src/run/conformance.ts';
import { loadChecks } from '../src/run/load.ts';
import { type StandOptions, setUp } from '../src/stand.ts';
import type { Provider } from '../src/wire/capabilities.ts';

const slow = (await loadChecks()).filter((check) => check.slow);
/** A hundredth of the time and an eighth of the size: a silence of two minutes is one of a second. */
const SCALE = { time: 1 / 100, size: 1 / 8 };
/** A hundred thousand messages are read twice where a bridge rewrites them, on a machine that has more to do. */
const TIMEOUT = 180_000;
const PROVIDERS: readonly Provider[] = ['bedrock', 'vertex'];

/** What the slow checks found on the reference gateway, or bridge, but for those that passed. */
async function found(options: StandOptions, checks = slow) {
  await using stand = await setUp(options);
  const { results, stopped } = await conformance({
    target: stand.targets[0],
    checks,
    slow: true,
    scale: SCALE,
    ...(stand.upstream && { upstream: stand.upstream }),
  });
  expect(stopped).toBeUndefined();
  expect(results.length).toBeGreaterThan(0);
  return results
    .filter(({ status }) => status !== 'pass')
    .map(({ check, status, reason, observations }) => ({ check, status, reason, observations }));
}

test.concurrent.each(FORMATS)(
  'every slow check passes on the reference gateway, %s',
  { timeout: TIMEOUT },
  async (format) => {
    expect(await found({ formats: [{ format }] })).toEqual([]);
  },
);

test.concurrent.each(PROVIDERS)(
  'every slow check passes on the reference bridge to %s',
  async (upstreamFormat) => {
    // Its pings come at full scale only; a bridge that is quicker is tried elsewhere.
    const quiet = slow.filter(({ id }) => id !== 'messages/keep-alive/own-pings');
    expect(await found({ target: { topology: 'bridge', upstreamFormat } }, quiet)).toEqual([]);
  },
);

test('a slow check says for how long it runs, and one that rests beside others longer than five seconds', () => {
  expect(slow.filter(({ takes = 0 }) => takes <= 5).map(({ id }) => id)).toEqual([]);
  const waiting = slow.filter(({ disturbs }) => disturbs === 'none');
  expect(waiting.length).toBeGreaterThanOrEqual(7);
});
