import { setMaxListeners } from 'node:events';
import { FULL_SCALE, type Scale } from '../contract/scale.ts';
import type { Upstream } from '../net/upstream.ts';
import { type Billable, DEFAULT_MAX_BILLABLE } from './budget.ts';
import type { Check } from './check.ts';
import { attributeRejections } from './rejections.ts';
import type { Result } from './result.ts';
import { runChecks, seenFrom } from './runner.ts';
import { checksFor } from './select.ts';
import { Session } from './session.ts';
import { Skip, Unproven } from './stop.ts';
import type { Limits, Target } from './target.ts';
import { wire } from './wiring.ts';

/** Time limits unless told otherwise, in milliseconds. */
export const DEFAULT_LIMITS: Limits = { timeout: 30_000, gate: 2_000, wait: 15_000, recovery: 90_000 };
/** Probes side by side unless told otherwise: a modest burst that no usual plan throttles. */
export const DEFAULT_CONCURRENCY = 8;

export interface ConformanceOptions {
  readonly target: Target;
  readonly checks: readonly Check[];
  /** Absent: client vantage. */
  readonly upstream?: Upstream;
  /** The upstream's address as the gateway must know it, for messages; default `upstream.url`. */
  readonly upstreamPublic?: string;
  readonly limits?: Partial<Limits>;
  readonly seed?: string;
  readonly concurrency?: number;
  readonly rate?: number;
  /** Requests that a genuine API may bill, in the client vantage. Default: `DEFAULT_MAX_BILLABLE`. */
  readonly maxBillable?: number;
  readonly slow?: boolean;
  /** Of what slow checks hold and send. Default: full. */
  readonly scale?: Scale;
  readonly signal?: AbortSignal;
  /** Told of each check that begins. */
  readonly onStart?: (check: Check) => void;
  /** Told of each result as it comes. */
  readonly onResult?: (result: Result) => void;
}

/** A whole run. */
export interface Conformance {
  readonly target: Target;
  readonly vantage: 'upstream' | 'client';
  readonly seed: string;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly results: readonly Result[];
  /** In the client vantage: what a genuine API may have billed. */
  readonly billable?: Billable;
  /** Set when the run ended before its time: nothing more could be proven, or the user interrupted. */
  readonly stopped?: { readonly why: 'unproven' | 'interrupted'; readonly reason: string };
}

/** Wires up to the target and runs the checks that bind it. Never throws for what a target does. */
export async function conformance(options: ConformanceOptions): Promise<Conformance> {
  const { upstream, target } = options;
  const vantage = upstream ? 'upstream' : 'client';
  const checks = seenFrom(vantage, checksFor(target, options.checks));
  const startedAt = new Date();
  const started = performance.now();
  const results: Result[] = [];
  let stopped: Conformance['stopped'];
  const restore = attributeRejections((reason) => {
    stopped = { why: 'unproven', reason: `the harness broke: ${String(reason)}` };
  });
  const session = openSession(options);
  const { signal, seed } = session.options;
  try {
    await wire(session, options.upstreamPublic);
    for await (const result of runChecks(checks, session, options)) {
      results.push(result);
      options.onResult?.(result);
    }
  } catch (error) {
    if (signal.aborted) stopped = { why: 'interrupted', reason: 'interrupted' };
    else if (error instanceof Unproven || error instanceof Skip)
      stopped = { why: 'unproven', reason: error.message };
    else
      stopped = {
        why: 'unproven',
        reason: `the harness broke: ${error instanceof Error ? error.message : error}`,
      };
  } finally {
    restore();
    session.close();
  }
  results.sort((a, b) => (a.check < b.check ? -1 : 1));
  return {
    target: session.target,
    vantage,
    seed,
    startedAt,
    durationMs: performance.now() - started,
    results,
    ...(session.budget && { billable: session.budget.billable }),
    ...(stopped && { stopped }),
  };
}

/** A session with the target, defaults filled in. To be wired, and closed in the end. */
export function openSession(options: Omit<ConformanceOptions, 'checks'>): Session {
  const { target, upstream, rate } = options;
  return new Session({
    target,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    scale: options.scale ?? FULL_SCALE,
    seed: options.seed ?? String(Math.floor(Math.random() * 1e9)),
    ...ownSignal(options.signal),
    concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
    maxBillable: options.maxBillable ?? DEFAULT_MAX_BILLABLE,
    ...(upstream && { upstream }),
    ...(rate !== undefined && { rate }),
  });
}

/**
 * Aborts with the caller's signal. Every probe listens to it, which on the caller's would look like a leak; and so
 * would one listener more for each of hundreds of sessions that have ended.
 */
function ownSignal(outer: AbortSignal | undefined): { signal: AbortSignal; onClose: () => void } {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const abort = () => controller.abort(outer?.reason);
  if (outer?.aborted) abort();
  outer?.addEventListener('abort', abort, { once: true });
  return { signal: controller.signal, onClose: () => outer?.removeEventListener('abort', abort) };
}
