import { managed } from '../../src/mock/layers/credentials.ts';
import type { Middleware } from '../../src/mock/middleware.ts';
import type { Check } from '../../src/run/check.ts';
import { conformance } from '../../src/run/conformance.ts';
import type { Result } from '../../src/run/result.ts';
import type { Limits } from '../../src/run/target.ts';
import { setUp } from '../../src/stand.ts';
import { answerLayer } from './answer-layer.ts';
import { explanationOf } from './explained.ts';
import type { Mutation } from './mutation.ts';
import { requestLayer } from './request-layer.ts';

/** Loopback answers within a millisecond or two, also when several gateways share a core. */
const LIMITS: Limits = { gate: 150, timeout: 4_000, wait: 300, recovery: 2_000 };
/** What the upstream demands, so that a gateway which loses it gets nowhere. */
const PROVIDER_KEY = 'gateway-check-made-up-provider-key';

/** How a mutation fared. */
export interface Outcome {
  readonly n: number;
  /** How many exchanges it changed. */
  readonly applied: number;
  /** What noticed: a check, or `wiring` when nothing more could be said of such a gateway. */
  readonly by?: string;
  /** What was seen there. */
  readonly saw?: string;
  /** The harness broke instead of judging. */
  readonly broke?: true;
}

interface Against {
  /** Default: those for a broken gateway, which is given up soon. */
  readonly limits?: Limits;
  readonly format: Mutation['format'];
  readonly checks: readonly Check[];
  readonly layers: { readonly inner?: Middleware; readonly outer?: Middleware };
  readonly seed: string;
}

/** Runs checks against the reference gateway with further layers until the first one trips. */
export async function runAgainst({
  format,
  checks,
  layers: { inner, outer },
  seed,
  limits = LIMITS,
}: Against): Promise<{
  readonly tripped?: Result;
  readonly stopped?: string;
  readonly results: readonly Result[];
}> {
  await using stand = await setUp({
    layers: (keys) => [...(outer ? [outer] : []), managed(keys), ...(inner ? [inner] : [])],
    formats: [{ format }],
    upstreamKey: PROVIDER_KEY,
  });
  const {
    upstream,
    targets: [target],
  } = stand;
  const enough = new AbortController();
  let tripped: Result | undefined;
  const { results, stopped } = await conformance({
    target,
    checks,
    limits,
    seed,
    signal: enough.signal,
    ...(upstream && { upstream }),
    onResult: (result) => {
      if (result.status === 'pass' || result.status === 'skip') return;
      // One that broke says nothing of the gateway, as long as another one does.
      if (!tripped || tripped.status === 'error') tripped = result;
      if (tripped.status !== 'error') enough.abort();
    },
  });
  return {
    results,
    ...(tripped && { tripped }),
    ...(stopped && !tripped && { stopped: stopped.reason }),
  };
}

/** So many checks show whether a mutation changes anything at all, and often that it is noticed. */
const FIRST = 4;
/** As many checks have to put up with what nobody has to notice. */
const SAMPLE = 40;

/** Some of a list, from all over it. */
function sampleOf(touched: readonly string[], size: number): readonly string[] {
  const step = Math.ceil(touched.length / size);
  return touched.filter((_, i) => i % step === 0);
}

/**
 * Tries one broken gateway: first the checks whose traffic the mutation touches, and only when none of
 * them notices all others, since a gateway may be broken where nobody looked. What is explained as free
 * is tried against some of those it touches, which may notice it all the same.
 * @param touched ids of the checks to begin with
 */
export async function attempt(
  mutation: Mutation,
  checks: readonly Check[],
  touched: readonly string[],
): Promise<Outcome> {
  let applied = 0;
  const count = () => {
    applied += 1;
  };
  const isFree = explanationOf({ mutation, touched })?.isProtected === false;
  const first = sampleOf(touched, FIRST);
  const own = isFree ? sampleOf(touched, SAMPLE) : touched;
  const stages = isFree ? [first, own] : [first, own, checks.map(({ id }) => id)];
  const tried = new Set<string>();
  let odd: Outcome | undefined;
  for (const stage of stages) {
    const some = checks.filter(({ id }) => stage.includes(id) && !tried.has(id));
    for (const { id } of some) tried.add(id);
    if (some.length === 0) continue;
    const layers = { inner: requestLayer(mutation, count), outer: answerLayer(mutation, count) };
    const seed = `mutation ${mutation.n}`;
    const { tripped, stopped } = await runAgainst({ format: mutation.format, checks: some, layers, seed });
    if (tripped) {
      const { check, status, reason, observations } = tripped;
      const saw = JSON.stringify(observations[0] ?? reason ?? status);
      if (status !== 'error') return { n: mutation.n, applied, by: check, saw };
      odd ??= { n: mutation.n, applied, by: check, saw, broke: true };
    }
    if (stopped !== undefined) {
      const broke = stopped.startsWith('the harness broke');
      return { n: mutation.n, applied, by: 'wiring', saw: stopped, ...(broke && { broke }) };
    }
    // What no check has sent will not be sent by the others, either: another one is drawn in its place.
    if (applied === 0) break;
  }
  return odd ?? { n: mutation.n, applied };
}
