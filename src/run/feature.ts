import type { RequirementId } from '../contract/index.ts';
import type { JsonObject } from '../wire/scenario.ts';
import { betasOf, betasWhere } from './arrival.ts';
import type { CheckContext, Trip, TurnSpec } from './check.ts';
import { expectKept } from './expectations.ts';

/** Sent with every feature: a gateway that loses this one loses all, which is not the feature's fault. */
const CONTROL = 'claude-code-20250219';

/** A capability with its two halves. */
export interface FeaturePair {
  /** Values of `anthropic-beta`; empty when the body half stands alone. */
  readonly betas: readonly string[];
  /** Top-level keys of the body. */
  readonly body?: JsonObject;
  /** Dotted paths of the body half; default: the keys of `body`. */
  readonly paths?: readonly string[];
}

/** The request of a feature as a client sends it: the beta values behind one that always is there. */
export function featureTurn({ betas, body }: FeaturePair): TurnSpec {
  return { betas: [CONTROL, ...betas], ...(body && { body }) };
}

/**
 * Sends both halves of a feature together, streamed and not, and expects both upstream. Where no beta value
 * arrives, or none that a list does not hold, that is the cause, and the check is skipped. Returns the trip
 * of the stream, which is how Claude Code asks.
 */
export async function expectFeature(
  t: CheckContext,
  requirement: RequirementId,
  feature: FeaturePair,
): Promise<Trip> {
  await expectBothHalves(t, requirement, feature, false);
  return await expectBothHalves(t, requirement, feature, true);
}

async function expectBothHalves(
  t: CheckContext,
  requirement: RequirementId,
  feature: FeaturePair,
  stream: boolean,
): Promise<Trip> {
  const trip = await t.send(t.turn({ ...featureTurn(feature), stream }));
  const arrival = t.arrived(trip);
  const arrived = betasOf(arrival);
  if (feature.betas.length > 0 && !arrived.includes(CONTROL)) {
    t.blocked(betaRow(t), 'the beta values do not arrive at all');
  }
  const lost = feature.betas.filter((beta) => !arrived.includes(beta));
  if (lost.length > 0 && !(await takesUnknownBeta(t))) {
    t.blocked(betaRow(t, 'MSG-HDR-02'), 'beta values outside a list do not arrive');
  }
  for (const beta of feature.betas) {
    t.expect(requirement, arrived.includes(beta), {
      expected: `${beta} beside its body half`,
      actual: arrived.join(', '),
      where: betasWhere(arrival),
    });
  }
  const paths = feature.paths ?? Object.keys(feature.body ?? {});
  if (paths.length > 0) expectKept(t, requirement, trip, paths);
  return trip;
}

/** The row that judges beta values where the target's format has them; `header` is that of their header. */
export function betaRow(
  { format }: CheckContext,
  header: 'MSG-HDR-01' | 'MSG-HDR-02' = 'MSG-HDR-01',
): RequirementId {
  return format === 'bedrock' ? 'BDR-BODY-01' : header;
}

/** Whether a beta value that nobody can know arrives; if not, the gateway has a list of known ones. */
export async function takesUnknownBeta(t: CheckContext): Promise<boolean> {
  const unknown = t.invent('beta');
  const { arrivals } = await t.send(t.turn(featureTurn({ betas: [unknown] })));
  return arrivals.some((arrival) => betasOf(arrival).includes(unknown));
}
