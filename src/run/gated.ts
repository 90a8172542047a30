import type { RequirementId } from '../contract/index.ts';
import type { Json } from '../wire/scenario.ts';
import { expectArrives } from './canary.ts';
import type { CheckContext, TurnSpec } from './check.ts';
import { STRAY_RESULT, STRAY_WORDS } from './controls.ts';
import { planted } from './rich.ts';
import { PLAIN } from './samples.ts';

/** Values at dotted paths of the body. */
type Places = Readonly<Record<string, Json>>;

/** Something that the API takes. */
export interface Accepted {
  /** What it is, such as `a picture`. */
  readonly what: string;
  readonly places?: Places;
  /** What else the request has. */
  readonly more?: TurnSpec;
  /** Words that a refusal has only when it is about this. */
  readonly own: readonly string[];
}

/**
 * Expects the API to take something, which shows at no cost: the request has a stray result in it, too, and the
 * API looks for those when it has nothing else to object to.
 */
export async function expectTaken(
  t: CheckContext,
  requirement: RequirementId,
  { what, places = {}, more = {}, own }: Accepted,
): Promise<void> {
  await expectArrives(t, requirement, {
    baseline: PLAIN,
    spec: { ...planted(STRAY_RESULT, places), ...more },
    what,
    names: STRAY_WORDS,
    own,
  });
}

/**
 * Expects the API to refuse a field, the first of `places`, whose beta value is not there: nothing takes it out or
 * adds the value.
 */
export async function expectClosed(
  t: CheckContext,
  requirement: RequirementId,
  places: Places,
): Promise<void> {
  const [path = ''] = Object.keys(places);
  await expectArrives(t, requirement, {
    baseline: PLAIN,
    spec: planted(PLAIN, places),
    what: `${path} without its beta value`,
    path,
    names: [],
  });
}

/** Expects the API to take a field, the first of `places`, together with the beta value that opens it. */
export async function expectOpened(
  t: CheckContext,
  requirement: RequirementId,
  beta: string,
  places: Places,
): Promise<void> {
  const [path = ''] = Object.keys(places);
  await expectTaken(t, requirement, {
    what: `${beta}, which opens ${path},`,
    places,
    more: { betas: [beta] },
    own: [`${path}:`],
  });
}
