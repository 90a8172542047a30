import type { Vantage } from '../contract/requirement.ts';
import type { Check } from './check.ts';
import { judge, skipped } from './judge.ts';
import { tidy } from './let-go.ts';
import type { Result } from './result.ts';
import type { Session } from './session.ts';
import { Inapplicable, Skip } from './stop.ts';

export interface RunnerOptions {
  /** Run the checks that take long by nature, too. */
  readonly slow?: boolean;
  /** Told of each check that begins. */
  readonly onStart?: (check: Check) => void;
}

/**
 * Runs the checks in phases: those that disturb nothing side by side, then those that only wait all at
 * once, so that together they take as long as the longest, then those about streams one at a time, last
 * those that make the upstream look ill. Yields each result as it comes.
 * @throws Unproven, and the session signal's reason on interruption; results yielded so far stand
 */
export async function* runChecks(
  checks: readonly Check[],
  session: Session,
  options: RunnerOptions = {},
): AsyncGenerator<Result, void, undefined> {
  const ordered = inPhases(checks);
  const calm = ordered.filter((check) => check.disturbs === 'none');
  const start = (check: Check) => runCheck(check, session, options);
  const brief = calm.filter((check) => !check.slow);
  const waiting = calm.filter((check) => check.slow);
  yield* sideBySide(brief, session.options.concurrency, start);
  yield* sideBySide(waiting, Number.POSITIVE_INFINITY, start);
  if (options.slow && waiting.length > 0) {
    session.renew();
    // What comes now is large.
    tidy();
  }
  for (const check of ordered.filter((other) => !calm.includes(other))) yield await start(check);
}

/** The checks of a vantage: what can only be inferred from outside is not asked where both sides are seen. */
export function seenFrom(vantage: Vantage, checks: readonly Check[]): Check[] {
  return checks.filter(({ outside = false }) => !outside || vantage === 'client');
}

/** The checks in the order of their phases, and in each those that want to be first. */
export function inPhases(checks: readonly Check[]): Check[] {
  const phases: readonly Check['disturbs'][] = ['none', 'stream', 'upstream'];
  return phases.flatMap((phase) => {
    const own = checks.filter((check) => check.disturbs === phase);
    return [...own.filter((check) => check.first), ...own.filter((check) => !check.first)];
  });
}

/**
 * Judges one check, or says why it cannot be run on this target.
 * @throws Unproven, and the session signal's reason on interruption
 */
export async function runCheck(
  check: Check,
  session: Session,
  { slow = false, onStart }: RunnerOptions = {},
): Promise<Result> {
  const skip = unfit(check, session, slow);
  if (skip !== undefined) return skipped(check, session, skip);
  if (check.rehearsable && !session.upstream) {
    const reason = await session.shared.rehearsal();
    if (reason !== undefined) return skipped(check, session, new Skip(reason));
  }
  onStart?.(check);
  return await judge(check, session);
}

/** Why a check cannot be run on this target; undefined when it can. */
function unfit(check: Check, session: Session, slow: boolean): Skip | undefined {
  const { target } = session;
  const absent = check.needs?.find((feature) => target.features[feature] === 'no');
  if (absent) return new Inapplicable(`the target declares that it has no ${absent}`);
  if (check.vantage === 'upstream' && !check.rehearsable && !session.upstream)
    return new Skip('not visible without the recording upstream');
  if (check.slow && !slow) return new Inapplicable('takes long; add --slow');
  return undefined;
}

async function* sideBySide(
  checks: readonly Check[],
  atOnce: number,
  start: (check: Check) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const waiting = [...checks];
  const running = new Map<Check, Promise<readonly [Check, Result]>>();
  for (;;) {
    while (running.size < atOnce) {
      const check = waiting.shift();
      if (!check) break;
      running.set(
        check,
        start(check).then((result) => [check, result] as const),
      );
    }
    if (running.size === 0) return;
    const [check, result] = await Promise.race(running.values()).catch(async (error: unknown) => {
      await Promise.allSettled(running.values());
      throw error;
    });
    running.delete(check);
    yield result;
  }
}
