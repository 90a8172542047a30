import type { Declared, Fault } from './mock/faults/fault.ts';
import { type Keys, managed } from './mock/layers/credentials.ts';
import type { Middleware } from './mock/middleware.ts';
import type { Unusual } from './mock/unusual/unusual.ts';
import type { Check } from './run/check.ts';
import { conformance } from './run/conformance.ts';
import type { Result } from './run/result.ts';
import { setUp, type TargetDetails } from './stand.ts';

/** How the suites did against one built-in gateway. */
export interface Trial {
  /** What failed, warned or broke. */
  readonly tripped: readonly Result[];
  readonly results: readonly Result[];
  /** Ids of declared checks that did neither fail nor warn. */
  readonly missed: readonly string[];
  /** Ids of checks that did without being declared, and of those that broke. */
  readonly extra: readonly string[];
  /** Why the run ended early, which no trial should. */
  readonly stopped?: string;
}

/** Whether everything went as declared. */
export function asDeclared({ missed, extra, stopped }: Trial): boolean {
  return missed.length === 0 && extra.length === 0 && stopped === undefined;
}

/** Loopback answers within a millisecond or two; what a gate of this length misses is held back on purpose. */
const LIMITS = { gate: 150, timeout: 5_000, wait: 2_000, recovery: 5_000 };

/** Runs the checks against a broken gateway: those that it declares must trip, and no other may. */
export function tryFault(fault: Fault, checks: readonly Check[], signal?: AbortSignal): Promise<Trial> {
  const { credentials = managed, concurrency } = fault;
  return attempt(
    {
      id: fault.id,
      layers: (keys) => [credentials(keys), ...fault.layers()],
      target: targetOf(fault.declares),
      ...(concurrency !== undefined && { concurrency }),
    },
    { checks: hastened(checks, fault.slow), declared: fault.trips, failures: true },
    signal,
  );
}

/** Runs the checks against a gateway that is right in its own way: none may fail, and only declared ones warn. */
export function tryUnusual(unusual: Unusual, checks: readonly Check[], signal?: AbortSignal): Promise<Trial> {
  const { id, layers, declares = {} } = unusual;
  return attempt(
    { id, layers, target: declares },
    { checks, declared: unusual.warns, failures: false },
    signal,
  );
}

/** The checks with these slow ones run like the others. */
function hastened(checks: readonly Check[], slow: readonly string[] = []): readonly Check[] {
  return checks.map((check) => (slow.includes(check.id) ? { ...check, slow: false } : check));
}

function targetOf({ credentialHeader, ...declared }: Declared = {}): TargetDetails {
  if (credentialHeader === undefined) return declared;
  return {
    ...declared,
    credential: { header: credentialHeader, secret: 'gateway-check-made-up-developer-token' },
  };
}

interface Specimen {
  readonly id: string;
  readonly layers: (keys: Keys) => readonly Middleware[];
  readonly target: TargetDetails;
  readonly concurrency?: number;
}

interface Expectation {
  readonly checks: readonly Check[];
  /** Ids that must trip. */
  readonly declared: readonly string[];
  /** Whether a declared check may fail, or only warn. */
  readonly failures: boolean;
}

async function attempt(specimen: Specimen, expected: Expectation, signal?: AbortSignal): Promise<Trial> {
  const { id, layers, target: details, concurrency } = specimen;
  await using stand = await setUp({ layers, target: details });
  const { upstream, target } = stand;
  const { results, stopped } = await conformance({
    target,
    checks: expected.checks,
    limits: LIMITS,
    seed: id,
    ...(upstream && { upstream }),
    ...(concurrency !== undefined && { concurrency }),
    ...(signal && { signal }),
  });
  const tripped = results.filter(
    ({ status }) => status === 'fail' || status === 'warn' || status === 'error',
  );
  const right = ({ check, status }: Result) =>
    expected.declared.includes(check) && (status === 'warn' || (status === 'fail' && expected.failures));
  const seen = tripped.filter(right).map(({ check }) => check);
  return {
    tripped,
    results,
    missed: expected.declared.filter((check) => !seen.includes(check)),
    extra: tripped.filter((result) => !right(result)).map(({ check }) => check),
    ...(stopped && { stopped: stopped.reason }),
  };
}
