import { describe, expect, test } from 'vitest';
import { bridge } from '../src/mock/bridge/bridge.ts';
import { modelAt } from '../src/mock/bridge/model-names.ts';
import { bridging } from '../src/mock/faults/fault.ts';
import { managed } from '../src/mock/layers/credentials.ts';
import { UNUSUAL } from '../src/mock/unusual/index.ts';
import type { Unusual } from '../src/mock/unusual/unusual.ts';
import type { Check } from '../src/run/check.ts';
import { type Conformance, conformance } from '../src/run/conformance.ts';
import { loadChecks } from '../src/run/load.ts';
import { type Stand, setUp } from '../src/stand.ts';
import { expectAsDeclared } from '../src/testbed/matrix.ts';
import type { Provider } from '../src/wire/capabilities.ts';

const PROVIDERS: readonly Provider[] = ['bedrock', 'vertex'];
const checks = await loadChecks();

/** Why checks are skipped whatever the provider. */
const ALWAYS = [
  'needs a second credential with other rights',
  'needs secondCredential in the target file',
  'takes long; add --slow',
  'the gateway asks its upstream for uncompressed answers',
];
/** Vertex takes and gives what only Bedrock does not. */
const SKIPS = {
  bedrock: ALWAYS,
  vertex: [...ALWAYS, 'the upstream adds no metrics of its own', 'the upstream takes the field'],
} as const;

describe.each(PROVIDERS)('the reference bridge to %s', (upstreamFormat) => {
  const target = { topology: 'bridge', upstreamFormat } as const;

  test('conforms, and skips with these reasons only', async () => {
    await using stand = await setUp({ target });
    const { stopped, results } = await runThrough(stand, checks);
    expect(stopped).toBeUndefined();
    expect(results.filter(({ status }) => status !== 'pass' && status !== 'skip')).toEqual([]);
    const reasons = new Set(results.flatMap(({ status, reason }) => (status === 'skip' ? [reason] : [])));
    expect([...reasons].sort()).toEqual([...SKIPS[upstreamFormat]].sort());
    const rows = new Set(
      results.flatMap(({ status, requirements }) => (status === 'pass' ? requirements : [])),
    );
    expect([...rows].filter((id) => id.startsWith('BRG')).length).toBeGreaterThanOrEqual(14);
  });

  test('has the same outcomes in twenty runs in a row', { timeout: 600_000 }, async () => {
    const outcomes = new Set<string>();
    for (let run = 0; run < 20; run += 1) {
      await using stand = await setUp({ target });
      const { stopped, results } = await runThrough(stand, checks);
      outcomes.add(
        JSON.stringify([stopped, results.map(({ check, status, reason }) => [check, status, reason])]),
      );
    }
    expect(outcomes.size).toBe(1);
  });

  test('sends pings of its own into a silence', async () => {
    const pings = checks.filter(({ id }) => id === 'messages/keep-alive/own-pings');
    await using stand = await setUp({
      target,
      layers: (keys) => [managed(keys), bridge({ to: upstreamFormat, pingEvery: 50 })],
    });
    const [first] = stand.targets;
    const { results } = await conformance({
      target: first,
      checks: pings,
      slow: true,
      limits: { timeout: 1_000 },
      scale: { time: 1 / 100, size: 1 },
      ...(stand.upstream && { upstream: stand.upstream }),
    });
    expect(results.map(({ status }) => status)).toEqual(['pass']);
  });
});

// Gateways that are right in ways of their own, as bridges: none of them may see a failure.
describe.each(PROVIDERS)('to %s', (provider) => {
  expectAsDeclared(
    UNUSUAL.filter(({ id, formats }) => id !== SIGNING && formats === undefined).map((unusual) =>
      bridged(unusual, provider),
    ),
    checks,
  );
});

/** It signs what it sees, so that nothing behind it may change a request. */
const SIGNING = 'signing-for-aws';
/**
 * What a gateway takes the liberty with only in front of a bridge. That reads a whole answer before it translates
 * it: one that breaks off is an answer to the provider and none to the gateway, which asks for another.
 */
const IN_FRONT: Readonly<Record<string, readonly string[]>> = { retrying: ['common/once/cut-answer'] };
/** A bridge asks at paths of its own, with no query of the client behind them. */
const NO_QUERY = ['common/auth-refusal/query-goes-no-further'];
/** Rows of relays that a row about bridges restates. */
const RESTATED: Readonly<Record<string, string>> = {
  'messages/count-tokens/own-number': 'bridge/counts/of-the-provider',
};

/** The gateway with a bridge behind it, which sends models under their names at the provider. */
function bridged(unusual: Unusual, to: Provider): Unusual {
  const { models = {}, upstreamModel, ...declared } = unusual.declares ?? {};
  const named = (model: string) => modelAt(to, model, {}, 'messages');
  return {
    ...unusual,
    warns: [
      ...unusual.warns
        .filter((id) => !NO_QUERY.includes(id))
        .flatMap((id) => [id, RESTATED[id] ?? []].flat()),
      ...(IN_FRONT[unusual.id] ?? []),
    ],
    layers: (keys) => [...unusual.layers(keys), bridge({ to })],
    declares: {
      ...declared,
      ...bridging(to),
      ...(upstreamModel !== undefined && { upstreamModel: named(upstreamModel) }),
      ...(unusual.declares?.models && {
        models: Object.fromEntries(Object.entries(models).map(([alias, model]) => [alias, named(model)])),
      }),
    },
  };
}

function runThrough({ targets: [target], upstream }: Stand, chosen: readonly Check[]): Promise<Conformance> {
  return conformance({ target, checks: chosen, ...(upstream && { upstream }) });
}
