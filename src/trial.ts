import type { FormatId, Vantage } from './contract/requirement.ts';
import type { Scale } from './contract/scale.ts';
import type { Declared, Fault } from './mock/faults/fault.ts';
import { type Keys, managed } from './mock/layers/credentials.ts';
import type { Middleware } from './mock/middleware.ts';
import type { Unusual } from './mock/unusual/unusual.ts';
import type { Check } from './run/check.ts';
import { conformance } from './run/conformance.ts';
import type { Result } from './run/result.ts';
import { checksFor } from './run/select.ts';
import { setUp } from './stand.ts';
import type { TargetDetails } from './targets.ts';
import type { Provider } from './wire/capabilities.ts';

/** How the suites did against one built-in gateway. */
export interface Trial {
  /** What failed, warned or broke, in order of check id. */
  readonly tripped: readonly Result[];
  /** Ids of declared checks that did not trip. */
  readonly missed: readonly string[];
  /** Ids of checks that tripped without being declared, and of those that broke. */
  readonly extra: readonly string[];
  /** Why the run ended early, which no trial should. */
  readonly stopped?: string;
}

/** Whether everything went as declared. */
export function asDeclared({ missed, extra, stopped }: Trial): boolean {
  return missed.length === 0 && extra.length === 0 && stopped === undefined;
}

/** Loopback answers within a millisecond or two; what a gate of this length misses is held back on purpose. */
const LIMITS = { gate: 150, timeout: 10_000, wait: 2_000, recovery: 5_000 };
/**
 * Of what slow checks hold and send, and of the limits that broken gateways have there: a minute is three
 * seconds, and the limit of a body is still above what other checks send.
 */
const SCALE: Scale = { time: 1 / 20, size: 1 / 8 };
/** Made up, as AWS's own examples have them. */
const AWS_KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'gateway-check/made-up+secret' };
/** What the genuine API would demand; gateways that are right may also pass on what their callers have. */
const PROVIDER_KEY = 'gateway-check-made-up-provider-key';
/** A broken gateway has served what a right one would not; which check goes without is not to depend on the order. */
const PLENTY = 1_000;
/** Trials side by side: they wait more than they compute. */
const SIDE_BY_SIDE = 4;

export interface TrialOptions {
  /** Default: the first that a broken gateway is of, and Messages for one that is right. */
  readonly format?: FormatId;
  /** What a bridge speaks to its upstream. Default: what it declares. */
  readonly to?: Provider;
  /** Speak HTTP/2 to the gateway. */
  readonly http2?: boolean;
  /**
   * `client`: a strict mock that plays no scripts stands for the genuine API, and the checks see answers
   * alone. Default: the recording upstream is seen, too.
   */
  readonly vantage?: Vantage;
  readonly signal?: AbortSignal;
}

/** A broken gateway as it is tried: in one of its formats, before one of its upstreams. */
export interface Pair {
  readonly fault: Fault;
  readonly format: FormatId;
  /** Of a bridge: what it speaks to its upstream. */
  readonly to?: Provider;
}

/** Every way in which broken gateways are tried. */
export function pairsOf(faults: readonly Fault[]): Pair[] {
  return faults.flatMap((fault) => {
    const { upstreamFormat } = fault.declares ?? {};
    const providers = fault.bridgesTo ?? [upstreamFormat];
    return fault.formats.flatMap((format) =>
      providers.map((to) => ({ fault, format, ...(to !== undefined && { to }) })),
    );
  });
}

/** Tries broken gateways, several at a time, and gives each trial in the order of `pairs`. */
export async function* trials(
  pairs: readonly Pair[],
  checks: readonly Check[],
  options: TrialOptions = {},
): AsyncGenerator<{ pair: Pair; trial: Trial }, void, undefined> {
  const running: Promise<Trial>[] = [];
  for (const [i, pair] of pairs.entries()) {
    for (let next = running.length; next < Math.min(i + SIDE_BY_SIDE, pairs.length); next += 1) {
      const other = pairs[next];
      if (other) running.push(tryGateway(other.fault, checks, { ...options, ...other }));
    }
    const trial = await running[i];
    if (trial) yield { pair, trial };
  }
}

/**
 * Runs the checks against one built-in gateway. Of a broken one those that it declares must trip, and no
 * other may; one that is right in its own way must make those declared ones warn that bind the format, and
 * none may fail.
 */
export async function tryGateway(
  specimen: Fault | Unusual,
  checks: readonly Check[],
  { format = formatOf(specimen), to, http2 = false, vantage = 'upstream', signal }: TrialOptions = {},
): Promise<Trial> {
  const ids = declaredIn(specimen, to ?? specimen.declares?.upstreamFormat ?? format);
  const { layers, slow = [], concurrency, declared } = recipe(specimen, ids, to);
  await using stand = await setUp({
    layers,
    target: { ...targetOf(specimen.declares), ...(to && { upstreamFormat: to }), http2 },
    formats: [{ format }],
    ...(vantage === 'client' && {
      upstream: 'none',
      ...('trips' in specimen && { upstreamKey: PROVIDER_KEY }),
    }),
    ...(specimen.signs && { sigv4: AWS_KEYS }),
  });
  const {
    upstream,
    targets: [target],
  } = stand;
  const { results, stopped } = await conformance({
    target,
    checks: checks.filter((check) => !check.slow || slow.includes(check.id)),
    slow: true,
    limits: LIMITS,
    scale: SCALE,
    seed: specimen.id,
    ...(upstream ? { upstream } : { maxBillable: PLENTY }),
    ...(concurrency !== undefined && { concurrency }),
    ...(signal && { signal }),
  });
  const tripped = results.filter(
    ({ status }) => status === 'fail' || status === 'warn' || status === 'error',
  );
  const right = tripped.filter(({ check, status }) => declared(check, status)).map(({ check }) => check);
  const binding = new Set(checksFor(target, checks).map(({ id }) => id));
  const wanted = ids.filter((id) => binding.has(id));
  return {
    tripped,
    missed: wanted.filter((check) => !right.includes(check)),
    extra: tripped.map(({ check }) => check).filter((check) => !right.includes(check)),
    ...(stopped && { stopped: stopped.reason }),
  };
}

/** The checks that a broken gateway trips in a format, or that warn of one that is right in its own way. */
function declaredIn(specimen: Fault | Unusual, format: FormatId): readonly string[] {
  if (!('trips' in specimen)) return specimen.warns;
  const spared = specimen.spares?.[format] ?? [];
  return specimen.trips.filter((id) => !spared.includes(id));
}

/** The format that a gateway is of, before all others. */
function formatOf(specimen: Fault | Unusual): FormatId {
  return ('formats' in specimen ? specimen.formats[0] : undefined) ?? 'anthropic';
}

interface Recipe {
  readonly layers: (keys: Keys) => readonly Middleware[];
  readonly slow?: readonly string[];
  readonly concurrency?: number | undefined;
  /** Whether a check may end like this. */
  readonly declared: (check: string, status: Result['status']) => boolean;
}

function recipe(specimen: Fault | Unusual, ids: readonly string[], to: Provider | undefined): Recipe {
  if (!('trips' in specimen)) {
    const declared: Recipe['declared'] = (check, status) => status === 'warn' && ids.includes(check);
    return { layers: specimen.layers, declared };
  }
  const { credentials = managed, slow = [], concurrency } = specimen;
  return {
    layers: (keys) => [credentials(keys), ...specimen.layers(SCALE, to)],
    slow,
    concurrency,
    declared: (check, status) => status !== 'error' && ids.includes(check),
  };
}

function targetOf({ credentialHeader, ...declared }: Declared = {}): TargetDetails {
  if (credentialHeader === undefined) return declared;
  const secret = 'gateway-check-made-up-developer-token';
  return { ...declared, credential: { header: credentialHeader, secret } };
}
