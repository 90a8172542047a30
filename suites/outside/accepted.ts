import {
  type Accepted,
  type CheckContext,
  expectArrives,
  type Json,
  PLAIN,
  planted,
  type RequirementId,
} from '../../src/suite.ts';

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
