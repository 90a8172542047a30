import { expect, test } from 'vitest';
import { FORMATS, type FormatId } from '../src/contract/requirement.ts';
import { DEFAULT_MAX_BILLABLE } from '../src/run/budget.ts';
import { conformance } from '../src/run/conformance.ts';
import { loadChecks } from '../src/run/load.ts';
import { type StandOptions, setUp } from '../src/stand.ts';

const checks = await loadChecks();

/** Everything that can be judged from outside, on the reference gateway with the strict mock behind it. */
async function fromOutside(options: StandOptions) {
  await using stand = await setUp({ ...options, upstream: 'none' });
  const [target] = stand.targets;
  const run = await conformance({ target, checks, seed: 'outside' });
  expect(run.stopped).toBeUndefined();
  const others = run.results.filter(({ status }) => status !== 'pass' && status !== 'skip');
  expect(
    others.map(({ check, status, reason, observations }) => ({ check, status, reason, observations })),
  ).toEqual([]);
  expect(run.billable?.used).toBeLessThanOrEqual(DEFAULT_MAX_BILLABLE);
  return new Set(run.results.flatMap(({ status, reason }) => (status === 'skip' ? [reason] : [])));
}

/** Why checks are skipped in any format: none because of the budget, and nothing is inconclusive. */
const ALWAYS = [
  'not visible without the recording upstream',
  'takes long; add --slow',
  'no names are declared',
];
const BY_FORMAT: { readonly [format in FormatId]: readonly string[] } = {
  anthropic: [
    'the gateway judges no credentials itself',
    'needs a second credential with other rights',
    'the credential of this run is no login',
  ],
  bedrock: [],
  vertex: [],
  foundry: [],
  aws: [],
  mantle: ['the credential of this run is a bearer token'],
};

test.each(FORMATS)('%s: the reference gateway is clean from outside, within the budget', async (format) => {
  const reasons = await fromOutside({ formats: [{ format }] });
  expect([...reasons].sort()).toEqual([...ALWAYS, ...BY_FORMAT[format]].sort());
});

test.each(['bedrock', 'vertex'] as const)(
  'the bridge to %s is, and says once what cannot be inferred',
  async (to) => {
    const reasons = await fromOutside({ target: { topology: 'bridge', upstreamFormat: to } });
    expect(reasons).toContain('inconclusive: the target is a bridge, which judges requests by itself');
  },
);
