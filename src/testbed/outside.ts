import { expect, test } from 'vitest';
import type { Fault } from '../mock/faults/fault.ts';
import type { Check } from '../run/check.ts';
import { checksFor } from '../run/select.ts';
import { type Pair, pairsOf, tryGateway } from '../trial.ts';
import { UNSEEN } from './unseen.ts';

/** Trials share the processor. */
const TIMEOUT = 180_000;

/** Checks that a defect trips in its other formats alone, and could in the first, or when no other comes between. */
const LATER: { readonly [id: string]: readonly string[] } = {
  'beta-allowlist-drops-unknown': ['outside/settings/deferred-tools'],
  'sse-utf8-split-corrupted': ['messages/stream-damage/not-skipped'],
  'unhealthy-marking-by-one-user': ['canary/errors/unknown-model'],
  'stream-false-returns-sse': [
    'messages/json-answer/json-type',
    'outside/answers/model-named',
    'outside/answers/whole-message',
  ],
};

/** Every way in which broken gateways are tried before the genuine API. */
export function seenOutside(faults: readonly Fault[]): Pair[] {
  return pairsOf(faults.filter((fault) => fault.seenOutside !== undefined)).filter(
    ({ fault: { id }, format }) => !(`${id} in ${format}` in UNSEEN),
  );
}

/**
 * A test for each broken gateway in each of its formats: answers alone must show what it declares to be seen
 * outside, and nothing else.
 */
export function expectSeenOutside(pairs: readonly Pair[], checks: readonly Check[]): void {
  const named = pairs.map((pair) => {
    const { fault, format, to } = pair;
    return [`${fault.id} in ${format}${to === undefined ? '' : ` to ${to}`}`, pair] as const;
  });
  test.concurrent.each(named)('%s', { timeout: TIMEOUT }, async (_, pair) => {
    const { fault, format } = pair;
    const { seenOutside: seen = [] } = fault;
    // A defect about rests is met by any probe that comes late, where minutes are seconds.
    const asked = fault.slow ? checks.filter(({ id }) => [seen].flat().includes(id)) : checks;
    const { tripped, stopped } = await tryGateway(fault, asked, { ...pair, vantage: 'client' });
    if ('ends' in seen) {
      expect(stopped).toContain(seen.ends);
      return;
    }
    const surprises = tripped
      .filter(({ check, status }) => status === 'error' || !seen.includes(check))
      .map(({ check, status, reason, observations }) => ({ check, status, reason, observations }));
    expect({ stopped, surprises }).toEqual({ stopped: undefined, surprises: [] });
    const found = tripped.map(({ check }) => check);
    const topology = fault.declares?.topology ?? 'relay';
    const binding = checksFor({ format, topology }, checks).map(({ id }) => id);
    const [first] = pairsOf([fault]);
    const isFirst = first?.format === format && first.to === pair.to;
    const isWanted = (id: string) => binding.includes(id) && !LATER[fault.id]?.includes(id);
    const wanted = isFirst ? seen.filter(isWanted) : [];
    expect(wanted.filter((id) => !found.includes(id))).toEqual([]);
    expect(found).not.toEqual([]);
  });
}
