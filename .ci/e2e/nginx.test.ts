import { expect, test } from 'vitest';
import { startMock } from '../../src/mock/server.ts';
import { conformance } from '../../src/run/conformance.ts';
import { loadChecks } from '../../src/run/load.ts';
import type { Result } from '../../src/run/result.ts';
import { target } from '../../src/testbed/through.ts';
import { startNginx, TUNED } from './nginx.ts';

/** Runs every check through nginx with these directives; what did not pass or skip. */
async function judged(directives: string, server = ''): Promise<Result[]> {
  await using mock = await startMock();
  await using nginx = await startNginx(mock.url, directives, server);
  const run = await conformance({
    target: target(nginx.url),
    upstream: mock.upstream,
    checks: await loadChecks(),
    seed: 'nginx',
    limits: { gate: 300 },
  });
  expect(run.stopped).toBeUndefined();
  return run.results.filter(({ status }) => status !== 'pass' && status !== 'skip');
}

/** `fail check/id`, with what each check saw behind it when the expectation fails. */
function named(results: readonly Result[]): string[] {
  return results.map(({ status, check }) => `${status} ${check}`);
}

test('nginx without buffering conforms, but for what it says by itself', async () => {
  const found = await judged(TUNED);
  process.stdout.write(JSON.stringify(found.map((r)=>[r.status,r.check,r.reason,r.observations]),null,1));
  expect(named(found)).toEqual([]);
});

test('nginx as installed buffers', async () => {
  const found = await judged('');
  process.stdout.write(JSON.stringify(found.map((r)=>[r.status,r.check,r.reason,r.observations]),null,1));
  expect(named(found)).toEqual([]);
});
