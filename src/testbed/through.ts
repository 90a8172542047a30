import { startGateway } from '../mock/gateway.ts';
import type { Middleware } from '../mock/middleware.ts';
import { startMock } from '../mock/server.ts';
import type { Check } from '../run/check.ts';
import { type Conformance, type ConformanceOptions, conformance } from '../run/conformance.ts';
import type { Limits, Target } from '../run/target.ts';

/** Short limits: what is expected to come comes at once on loopback, and what is not must not cost much. */
const LIMITS: Limits = { timeout: 5_000, gate: 150, wait: 0, recovery: 2_000 };

/** A target at `url` that declares nothing. */
export function target(url: string, more: Partial<Target> = {}): Target {
  return {
    url,
    format: 'anthropic',
    topology: 'relay',
    model: 'claude-sonnet-4-6',
    project: 'a-project',
    location: 'us-east5',
    credential: { header: 'x-api-key', secret: 'the-developers-key' },
    headers: [],
    models: {},
    features: {},
    deviations: [],
    labels: {},
    ...more,
  };
}

/** Options of a run in which the target need not be whole. */
export type ThroughOptions = Partial<Omit<ConformanceOptions, 'target'>> & {
  readonly target?: Partial<Omit<Target, 'url'>>;
};

/** Runs checks through a gateway made of these layers, in front of a mock of its own. */
export async function through(
  layers: readonly Middleware[],
  checks: readonly Check[],
  options: ThroughOptions = {},
): Promise<Conformance> {
  await using mock = await startMock({});
  await using gateway = await startGateway({ upstream: mock.url, layers });
  return await conformance({
    upstream: mock.upstream,
    checks,
    seed: 'test',
    ...options,
    target: target(gateway.url, options.target),
    limits: { ...LIMITS, ...options.limits },
  });
}
