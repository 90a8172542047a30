import type { RequirementId } from '../contract/index.ts';
import type { Json } from '../wire/scenario.ts';
import { expectArrives } from './canary.ts';
import type { CheckContext } from './check.ts';
import { STRAY_RESULT, STRAY_WORDS } from './controls.ts';
import { planted } from './rich.ts';
import { PLAIN } from './samples.ts';

/** A field that only a beta value opens, by its dotted path; `places` is what a request has to hold for it. */
type Places = Readonly<Record<string, Json>>;

/** Expects the API to refuse a field whose beta value is not there: nothing takes it out or adds the value. */
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

/**
 * Expects the API to take a field together with its beta value. That it does shows without being paid for: the
 * request has a stray result in it, too, and the API looks for those only when all fields are known to it.
 */
export async function expectOpened(
  t: CheckContext,
  requirement: RequirementId,
  beta: string,
  places: Places,
): Promise<void> {
  const [path = ''] = Object.keys(places);
  await expectArrives(t, requirement, {
    baseline: PLAIN,
    spec: { ...planted(STRAY_RESULT, places), betas: [beta] },
    what: `${beta}, which opens ${path},`,
    names: STRAY_WORDS,
    own: [`${path}:`],
  });
}
