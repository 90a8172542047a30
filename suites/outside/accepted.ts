import {
  type CheckContext,
  expectArrives,
  type Json,
  PLAIN,
  planted,
  type RequirementId,
  STRAY_RESULT,
  STRAY_WORDS,
  type TurnSpec,
} from '../../src/suite.ts';

/** Something that the API takes. */
export interface Accepted {
  /** What it is, such as `a picture`. */
  readonly what: string;
  /** Values at dotted paths of the body. */
  readonly places?: Readonly<Record<string, Json>>;
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

/** Expects the API to refuse a value, or a key, that it cannot take, at the place where it was put. */
export async function expectRefusedAt(
  t: CheckContext,
  requirement: RequirementId,
  path: string,
  { what, places, more = {}, own }: Accepted & { readonly places: Readonly<Record<string, Json>> },
): Promise<void> {
  await expectArrives(t, requirement, {
    baseline: PLAIN,
    spec: { ...planted(PLAIN, { max_tokens: 1, ...places }), ...more },
    what,
    path,
    names: [],
    own,
  });
}

/** The value that opens deferred tools, which the clouds have under the name of the API's own. */
export function deferring({ format }: CheckContext): string {
  return format === 'bedrock' || format === 'vertex'
    ? 'tool-search-tool-2025-10-19'
    : 'advanced-tool-use-2025-11-20';
}
