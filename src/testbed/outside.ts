import { expect, test } from 'vitest';
import type { Fault } from '../mock/faults/fault.ts';
import type { Check } from '../run/check.ts';
import { checksFor } from '../run/select.ts';
import { type Pair, pairsOf, tryGateway } from '../trial.ts';

/** Trials share the processor. */
const TIMEOUT = 180_000;

const LIMITS = 'a genuine API answers 429 only when the limits of the account are used up';
const WHOLE = 'a genuine API breaks off and fails when it must, not when it is asked to';
const SILENT = 'the answers are the same ones';
/**
 * Public reports of which answers show nothing with the genuine API behind, and why; where only one format is
 * meant, under `<id> in <format>`.
 */
export const UNSEEN: { readonly [name: string]: string } = {
  'error-status-429-to-500': LIMITS,
  'gateway-internal-retry-on-429': LIMITS,
  'retry-after-dropped': LIMITS,
  'retry-after-fabricated': LIMITS,
  'bedrock-503-not-overloaded': WHOLE,
  'midstream-error-as-clean-end': WHOLE,
  'midstream-error-event-dropped': WHOLE,
  'retry-duplicates-billed-request': WHOLE,
  'second-generation-spliced': WHOLE,
  'sse-bad-frame-swallowed': WHOLE,
  'stream-idle-timeout-cut': 'a genuine API is never silent for as long as a check may wait',
  'unknown-event-type-dropped': 'a genuine API sends no event that nobody knows yet',
  'sse-comment-reemitted-as-data': 'a genuine API sends no comments',
  'ping-not-forwarded':
    'recorded streams of the genuine API have pings, or have none: their absence proves nothing',
  'first-byte-timeout-resend': 'a genuine API sends the first words with the headers, or little later',
  'json-keys-reordered':
    'keys that are sorted are sorted alike in each request, so that the cache still works',
  'custom-client-headers-dropped': SILENT,
  'disconnect-before-first-byte': SILENT,
  'disconnect-not-propagated-nonstream': SILENT,
  'disconnect-not-propagated-stream': SILENT,
  'gateway-key-leaked-upstream': SILENT,
  'hop-authorization-forwarded-to-other-cloud': SILENT,
  'bridge-top-level-cache-control': 'only older models of Bedrock refuse it',
  'body-spooled-transform-skipped in bedrock': 'its alias is no id of Bedrock, and the run ends at once',
  'undeclared-model-to-default in bedrock': 'its models are no ids of Bedrock, and the run ends at once',
  'undeclared-model-to-default in vertex': 'an unknown model is judged in Messages alone',
  'double-v1-path in vertex': 'a quick 404 under /v1 is an answer that a gateway may give, too',
  'tool-field-beta-desync in bedrock': 'Bedrock refuses the value that is lost',
  'tool-field-beta-desync in vertex': 'Vertex takes the fields under a value of its own, which is kept',
  'unhealthy-marking-by-one-user in bedrock': 'Bedrock answers 400 for a model that is not there',
  'version-header-hardcoded in vertex': 'Vertex reads the version in the body',
  'version-header-stripped in vertex': 'Vertex reads the version in the body',
};

/** Checks that a defect trips in its other formats alone, and could in the first. */
const LATER: { readonly [id: string]: readonly string[] } = {
  'beta-allowlist-drops-unknown': ['outside/settings/deferred-tools'],
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
