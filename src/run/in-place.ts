import type { RequirementId } from '../contract/index.ts';
import type { Exchange } from '../net/exchange.ts';
import type { CheckContext } from './check.ts';
import { outcome } from './context.ts';
import { requestIdShape } from './fingerprint.ts';
import { errorOf, errorWhere } from './refused.ts';
import { planted, RICH } from './rich.ts';
import type { Sample } from './samples.ts';

/** Stays the same in a run, so that one answer serves every check that asks about a place. */
const FIELD = 'gateway_check_place';

/** How the API names a tool or a block: behind its number stands its type. */
export function namedPlace(place: string): string {
  if (place.startsWith('tools.')) return `${place}.custom`;
  return place.startsWith('messages.') ? `${place}.text` : place;
}

/** Whether an entry of the rich request arrives where it was sent; `undefined` when that does not show. */
interface Placed {
  readonly isThere: boolean | undefined;
  readonly seen: Exchange;
}

/**
 * Two things that the API refuses tell where an entry is: a marker of a time that there is not, and an unknown
 * field. One that arrives in its place is enough, since a gateway may take out either.
 */
async function lookFor(t: CheckContext, place: string): Promise<Placed> {
  const known = await t.controls();
  const named = namedPlace(place);
  const marker = { type: 'ephemeral', ttl: '7m' };
  const signs: readonly (readonly [Sample, string])[] = [
    [
      { name: `marker in ${place}`, spec: planted(RICH, { [`${place}.cache_control`]: marker }) },
      `${named}.cache_control.ephemeral.ttl`,
    ],
    [{ name: `field in ${place}`, spec: planted(RICH, { [`${place}.${FIELD}`]: 1 }) }, `${named}.${FIELD}`],
  ];
  const looked: Placed[] = [];
  for (const [sample, path] of signs) {
    const { client: seen } = await t.sample(sample);
    const { status } = seen.response;
    const isOfTheApi = status === 200 || (status === 400 && requestIdShape(seen) === known.requestId);
    if (isOfTheApi && errorOf(seen)?.message.includes(path)) return { isThere: true, seen };
    looked.push({ isThere: isOfTheApi ? false : undefined, seen });
  }
  const [first] = looked;
  if (!first) throw new Error(`nothing was looked for in ${place}`);
  return looked.find(({ isThere }) => isThere === undefined) ?? first;
}

/** Expects an entry of the rich request to be an entry still, and in its place. */
export async function expectInPlace(
  t: CheckContext,
  requirement: RequirementId,
  place: string,
): Promise<void> {
  const { isThere, seen } = await lookFor(t, place);
  if (isThere === undefined) t.inconclusive(`what became of ${place} does not show: ${outcome(seen)}`);
  t.expect(requirement, isThere, {
    expected: `${place} is at ${place} when it reaches the API`,
    actual: outcome(seen),
    where: seen.response.status >= 400 ? errorWhere(seen) : { exchange: seen.id, part: 'status' },
  });
}

/** Ends the check when the entry that holds a canary does not arrive in its place: that is the cause then. */
export async function requireInPlace(t: CheckContext, place: string): Promise<void> {
  const { isThere } = await lookFor(t, place);
  if (isThere === false) t.blocked('MSG-BODY-04', `${place} does not arrive in its place`);
}
