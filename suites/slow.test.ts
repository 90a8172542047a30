import { expect, test } from 'vitest';
import { FORMATS } from '../src/contract/requirement.ts';
import { managed } from '../src/mock/layers/credentials.ts';
import { refuseWhen } from '../src/mock/layers/request.ts';
import { errorAnswer } from '../src/mock/layers/response.ts';
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

test('every slow check passes over HTTP/2', { timeout: TIMEOUT }, async () => {
  expect(await found({ target: { http2: true } })).toEqual([]);
});

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

test('a limit of the gateway is named by the sizes on both sides of it', async () => {
  const limit = 5_000_000 * SCALE.size;
  await using stand = await setUp({
    layers: (keys) => [
      managed(keys),
      refuseWhen((_request, body) =>
        body.length > limit ? errorAnswer(413, 'request_too_large', 'Too large') : undefined,
      ),
    ],
  });
  const { results } = await conformance({
    target: stand.targets[0],
    checks: slow.filter(({ id }) => id === 'common/body-size/up-to-the-limit'),
    slow: true,
    scale: SCALE,
    ...(stand.upstream && { upstream: stand.upstream }),
  });
  expect(results[0]?.observations.length).toBe(1);
  const said = results[0]?.observations[0]?.actual ?? '';
  const [, served, refused] = /^largest served (\S+) MB, smallest refused (\S+) MB: .+413/.exec(said) ?? [];
  expect(Number(served)).toBeGreaterThan(4.5);
  expect(Number(served)).toBeLessThanOrEqual(5);
  expect(Number(refused)).toBeGreaterThan(5);
  expect(Number(refused)).toBeLessThan(5.5);
});
