import { expect, test } from 'vitest';
import { startGateway } from '../mock/gateway.ts';
import type { Middleware } from '../mock/middleware.ts';
import { startMock } from '../mock/server.ts';
import { target } from '../testbed/through.ts';
import { type CheckContext, check } from './check.ts';
import { type ConformanceOptions, conformance } from './conformance.ts';
import { STRAY_RESULT } from './controls.ts';
import { PLAIN } from './samples.ts';

function trial(slug: string, run: (t: CheckContext) => Promise<void>) {
  return check({
    id: `trial/billing/${slug}`,
    title: slug,
    requirements: ['MSG-HDR-06'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      await run(t);
      t.expect('MSG-HDR-06', true, { expected: 'it', actual: 'it', where: { part: 'status' } });
    },
  });
}

/** A run from outside, through a gateway made of these layers. */
async function outside(
  checks: ConformanceOptions['checks'],
  more: Partial<ConformanceOptions> = {},
  layers: readonly Middleware[] = [],
) {
  await using mock = await startMock({ validation: 'strict' });
  await using gateway = await startGateway({ upstream: mock.url, layers });
  return await conformance({ target: target(gateway.url), checks, seed: 'billing', ...more });
}

const one = trial('one', async (t) => {
  await t.send(t.turn());
});

test('what is answered is billed once; samples, refusals and counts cost nothing more', async () => {
  const checks = [
    one,
    trial('sample', async (t) => {
      await t.sample(PLAIN);
      await t.sample(PLAIN);
    }),
    trial('refused', async (t) => {
      await t.send(t.turn(STRAY_RESULT.spec));
    }),
    trial('counted', async (t) => {
      await t.send(t.turn({ operation: 'count_tokens' }));
    }),
  ];
  const { billable, results } = await outside(checks);
  expect(results.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass', 'pass']);
  // The wired request, which is the sample, and that of `one`.
  expect(billable).toEqual({ limit: 25, used: 2 });
});

test('nothing is sent beyond the limit, and the reason names the option', async () => {
  let sent = 0;
  const counting: Middleware = (request, next) => {
    sent += 1;
    return next(request);
  };
  const several = ['a', 'b', 'c', 'd'].map((slug) => ({ ...one, id: `trial/billing/${slug}` }));
  const { billable, results } = await outside(several, { maxBillable: 3 }, [counting]);
  expect(sent).toBe(3);
  expect(billable).toEqual({ limit: 3, used: 3 });
  const skipped = results.filter(({ status }) => status === 'skip');
  expect(skipped.map(({ reason }) => reason)).toEqual(
    Array(2).fill('no billable request is left; allow more with --max-billable'),
  );
});

test('a target that cannot be reached costs nothing; with nothing left the run says so', async () => {
  const unreachable = target('http://127.0.0.1:9');
  const options = { target: unreachable, checks: [one], limits: { wait: 0 } };
  const { billable, stopped } = await conformance(options);
  expect(billable?.used).toBe(0);
  expect(stopped?.reason).toMatch(/could not be reached/);
  expect((await conformance({ ...options, maxBillable: 0 })).stopped).toEqual({
    why: 'unproven',
    reason: 'no billable request is left; allow more with --max-billable',
  });
});

test('behind the recording upstream nothing is counted', async () => {
  await using mock = await startMock({});
  await using gateway = await startGateway({ upstream: mock.url });
  const { billable, results } = await conformance({
    target: target(gateway.url),
    checks: [one],
    upstream: mock.upstream,
    maxBillable: 0,
  });
  expect(results).toMatchObject([{ status: 'pass' }]);
  expect(billable).toBeUndefined();
});
