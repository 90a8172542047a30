import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { FORMATS, type FormatId } from '../src/contract/requirement.ts';
import { conformance } from '../src/run/conformance.ts';
import { loadChecks } from '../src/run/load.ts';
import { setUp } from '../src/stand.ts';

const checks = (await loadChecks()).filter(({ id }) => id.startsWith('canary/'));

/** The canaries from outside on the reference gateway, with the strict mock behind it. */
async function fromOutside(format: FormatId) {
  await using stand = await setUp({ upstream: 'none', formats: [{ format }] });
  const [target] = stand.targets;
  return await conformance({ target, checks, seed: 'canaries' });
}

/** Claude Code presents its key to Mantle as a bearer token already. */
const SKIPPED: { readonly [format in FormatId]?: readonly string[] } = {
  mantle: ['canary/credentials/key-as-bearer'],
};

test.each(FORMATS)('%s: every canary arrives through the reference gateway', async (format) => {
  const run = await fromOutside(format);
  expect(run.stopped).toBeUndefined();
  expect(run.results.length).toBeGreaterThan(0);
  const others = run.results.filter(({ status }) => status !== 'pass');
  const skipped = SKIPPED[format] ?? [];
  expect(others.map(({ check, status }) => `${status} ${check}`)).toEqual(skipped.map((id) => `skip ${id}`));
  // The wired request, a stream, and the baselines: nothing else is answered with success.
  expect(run.billable?.used).toBeLessThanOrEqual(5);
});

test('the page about the view from outside tells of every canary, and of no other', async () => {
  const page = await readFile(new URL('../docs/client-vantage.md', import.meta.url), 'utf8');
  const told = [...page.matchAll(/`(canary\/[\w/-]+)`/g)].map(([, id]) => id);
  expect([...new Set(told)].sort()).toEqual(checks.map(({ id }) => id).sort());
});
