import { expect, test } from 'vitest';
import type { FormatId } from '../src/contract/requirement.ts';
import { conformance } from '../src/run/conformance.ts';
import { loadChecks } from '../src/run/load.ts';
import { setUp } from '../src/stand.ts';
import type { TargetDetails } from '../src/targets.ts';

// The checks about isolation that a target without declarations skips: here the two developers and the names of
// models are declared, so that all of them run.

const checks = (await loadChecks()).filter(
  ({ requirements, slow, vantage }) =>
    !slow && vantage === 'upstream' && requirements.some((id) => id.startsWith('GWC-')),
);
const TWO: TargetDetails = {
  secondCredential: { header: 'x-api-key', secret: 'the-key-of-another-developer' },
};
const MODEL = 'claude-sonnet-4-6';
const NAMED: TargetDetails = { ...TWO, model: MODEL, models: { [MODEL]: MODEL } };

const TARGETS: readonly (readonly [name: string, format: FormatId, target: TargetDetails])[] = [
  ['Messages', 'anthropic', NAMED],
  ['Bedrock', 'bedrock', NAMED],
  ['Vertex', 'vertex', NAMED],
  ['a bridge to Bedrock', 'anthropic', { ...TWO, topology: 'bridge', upstreamFormat: 'bedrock' }],
  ['a bridge to Vertex', 'anthropic', { ...TWO, topology: 'bridge', upstreamFormat: 'vertex' }],
];

test.each(TARGETS)('%s: the reference gateway keeps callers apart', async (_, format, target) => {
  for (const http2 of [false, true]) {
    await using stand = await setUp({ formats: [{ format }], target: { ...target, http2 } });
    const { results, stopped } = await conformance({
      target: stand.targets[0],
      checks,
      ...(stand.upstream && { upstream: stand.upstream }),
    });
    expect(stopped).toBeUndefined();
    expect(results.map(({ check }) => check)).toEqual(checks.map(({ id }) => id));
    expect(results.filter(({ status }) => status !== 'pass')).toEqual([]);
  }
});
