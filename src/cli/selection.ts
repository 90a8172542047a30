import { requirements } from '../contract/index.ts';
import type { Check } from '../run/check.ts';
import { type Selection, select, unmatched } from '../run/select.ts';
import { didYouMean, UsageError } from './usage.ts';

/**
 * The checks that `--only` and `--skip` leave.
 * @throws UsageError for a glob that matches nothing, which is a slip more often than a wish, and when nothing is left
 */
export function selectChecks(all: readonly Check[], selection: Selection): Check[] {
  for (const option of ['only', 'skip'] as const) {
    const [glob] = unmatched(all, selection[option] ?? []);
    if (glob !== undefined) throw new UsageError(`--${option} ${glob} ${whyNothing(glob, all)}`);
  }
  const left = select(all, selection);
  if (left.length === 0)
    throw new UsageError('--only and --skip leave no check to run. See: gateway-check list');
  return left;
}

function whyNothing(glob: string, all: readonly Check[]): string {
  const row = requirements.find(({ id }) => id.toLowerCase() === glob.toLowerCase());
  if (row?.unchecked) return `has no check: ${row.unchecked.reason}. See: gateway-check explain ${row.id}`;
  if (row?.restates) {
    return `has no check of its own, since it repeats other rows. See which: gateway-check explain ${row.id}`;
  }
  const ids = new Set(all.flatMap((check) => [check.id, ...check.requirements]));
  return `matches no check${didYouMean(glob, ids)}. See: gateway-check list`;
}
