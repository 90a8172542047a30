import type { RequirementId } from '../contract/index.ts';
import type { Exchange } from '../net/exchange.ts';
import type { CheckContext, TurnSpec } from './check.ts';
import { outcome } from './context.ts';
import { invalidType } from './controls.ts';
import { difference, type Fingerprint, fingerprintOf } from './fingerprint.ts';
import { requireInPlace } from './in-place.ts';
import { errorOf, errorWhere } from './refused.ts';
import { isServed } from './rider.ts';
import type { Sample } from './samples.ts';

/** A request that the genuine API refuses for one thing in it, which therefore arrived. */
export interface Canary {
  /** The same request without that thing: it must be served. */
  readonly baseline: Sample;
  readonly spec: TurnSpec;
  /** What the thing is, such as `the unknown beta value`. */
  readonly what: string;
  /** Dotted path that the refusal must name; absent where the thing has none. */
  readonly path?: string;
  /** What else it must name: structure and values, never a sentence. */
  readonly names: readonly string[];
  /** Names of our own invention: a refusal that has one of them, but not all of `names`, saw it elsewhere. */
  readonly own?: readonly string[];
  /** Why a gateway may take the thing out: served, it then proves nothing. */
  readonly mayVanish?: string;
  /** The requirement that is broken when the API saw it otherwise; default: the same. */
  readonly moved?: RequirementId;
  /** The entry of the rich request that holds it: when that is not in its place, that is the cause. */
  readonly place?: string;
}

/**
 * Expects a canary to be refused by the API behind the gateway, which proves that it arrived. Served, refused
 * by somebody else, or refused in another place: it did not arrive as it was sent. Ends the check as
 * inconclusive when the controls, the baseline or the refusal allow no conclusion.
 */
export async function expectArrives(
  t: CheckContext,
  requirement: RequirementId,
  canary: Canary,
): Promise<void> {
  const known = await t.controls();
  const { client: served } = await t.sample(canary.baseline);
  if (!isServed(served))
    t.inconclusive(`the request without ${canary.what} is not served either: ${outcome(served)}`);
  const { client } = await t.send(t.turn(canary.spec));
  const seen = judged(t, client, canary, known);
  if ('unclear' in seen) t.inconclusive(seen.unclear);
  const expected = `${canary.what} reaches the API, which refuses it${canary.path ? ` at ${canary.path}` : ''}`;
  const where = isRefusal(client) ? errorWhere(client) : { exchange: client.id, part: 'status' as const };
  const { place, moved = requirement } = canary;
  const isBroken = seen.lost !== undefined || seen.otherwise !== undefined;
  if (isBroken && place !== undefined) await requireInPlace(t, place);
  const broken = moved === requirement ? (seen.lost ?? seen.otherwise) : seen.lost;
  t.expect(requirement, broken === undefined, { expected, actual: broken ?? 'just that', where });
  if (moved !== requirement) {
    const { otherwise } = seen;
    t.expect(moved, otherwise === undefined, { expected, actual: otherwise ?? 'just that', where });
  }
}

/** `unclear`: nothing is proven. `lost`, `otherwise`: how it is proven not to have arrived as it was sent. */
type Seen = { readonly unclear: string } | { readonly lost?: string; readonly otherwise?: string };

function judged({ format }: CheckContext, client: Exchange, canary: Canary, known: Fingerprint): Seen {
  const { what } = canary;
  if (isSuccess(client) && canary.mayVanish !== undefined) return { unclear: canary.mayVanish };
  if (isSuccess(client)) return { lost: `served: ${what} was taken out on the way` };
  if (!isRefusal(client)) return { unclear: outcome(client) };
  const print = fingerprintOf(client);
  if (print.requestId !== known.requestId) {
    const ids = `request id ${print.requestId ?? '(none)'}, where those of the API have ${known.requestId ?? '(none)'}`;
    return { lost: `something before the API refused it (${ids}): ${outcome(client)}` };
  }
  const other = difference(print, known);
  if (other !== undefined) {
    return { unclear: `the refusal is not known to be that of the API (${other}): ${outcome(client)}` };
  }
  const { type, message = '' } = errorOf(client) ?? {};
  const wanted = [...(canary.path === undefined ? [] : [canary.path]), ...canary.names];
  const isRight = client.response.status === 400 && type === invalidType(format);
  if (isRight && wanted.every((name) => message.includes(name))) return {};
  // Bedrock has had a schema of its own before that of the model, and says no more than where it differs.
  if (message.startsWith('Malformed input request')) return { unclear: `the host refused it: ${message}` };
  if (canary.own?.some((name) => message.includes(name))) {
    return { otherwise: `the API saw it otherwise: ${message}` };
  }
  return { unclear: `refused for something else: ${outcome(client)}` };
}

function isSuccess({ response: { status } }: Exchange): boolean {
  return status >= 200 && status < 300;
}

/** A refusal that another request could not have got as well: no throttling, nothing that is ill. */
function isRefusal({ response: { status } }: Exchange): boolean {
  return status >= 400 && status < 500 && status !== 429 && status !== 408;
}
