import { rm } from 'node:fs/promises';
import { expect, onTestFinished } from 'vitest';
import type { FormatId } from '../../src/contract/requirement.ts';
import { startMock } from '../../src/mock/server.ts';
import { conformance } from '../../src/run/conformance.ts';
import { loadChecks } from '../../src/run/load.ts';
import type { Target } from '../../src/run/target.ts';
import { setUp } from '../../src/stand.ts';
import type { StartProxy } from './server-process.ts';

/** How a proxy is addressed. */
export interface Addressed {
  readonly format?: FormatId;
  readonly http2?: boolean;
  readonly tls?: NonNullable<Target['tls']>;
  /** With the checks that take minutes. */
  readonly slow?: boolean;
}

/** What is expected to come comes at once on loopback; what is not must not cost much. */
const LIMITS = { gate: 200, timeout: 5_000 };

/**
 * Judges the proxy that `start` puts in front of a mock. Its folder outlives a test that fails, for the logs.
 * @returns what every check but the passed and skipped ones said, as `<status> <check>`, sorted
 */
export async function judged(start: StartProxy, addressed: Addressed = {}): Promise<string[]> {
  const { format = 'anthropic', http2 = false, tls, slow = false } = addressed;
  await using mock = await startMock();
  const proxy = await start(mock.url);
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') process.stderr.write(`logs of the proxy: ${proxy.folder}\n`);
    else await rm(proxy.folder, { recursive: true, force: true });
  });
  await using _ = { [Symbol.asyncDispose]: proxy.stop };
  await using stand = await setUp({
    url: proxy.url,
    target: { http2, ...(tls && { tls }) },
    formats: [{ format }],
    upstream: { url: mock.url },
  });
  const run = await conformance({
    target: stand.targets[0],
    upstream: mock.upstream,
    checks: await loadChecks(),
    seed: 'proxies',
    limits: LIMITS,
    slow,
  });
  // First the upstream: a proxy that still waits for it, on behalf of a client that left, takes its time to stop.
  await mock.close();
  expect(run.stopped).toBeUndefined();
  const notable = run.results.filter(({ status }) => status !== 'pass' && status !== 'skip');
  return notable.map(({ status, check }) => `${status} ${check}`).sort();
}
