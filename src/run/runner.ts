import type { Check } from './check.ts';
import { judge, skipped } from './judge.ts';
import type { Result } from './result.ts';
import type { Session } from './session.ts';
import { Inapplicable, Skip } from './stop.ts';

export interface RunnerOptions {
  /** Run the checks that take long by nature, too. */
  readonly slow?: boolean;
}

/**
 * Runs the checks in three phases: those that disturb nothing side by side, then those about streams
 * one at a time, last those that make the upstream look ill. Yields each result as it comes.
 * @throws Unproven, and the session signal's reason on interruption; results yielded so far stand
 */
export async function* runChecks(
  checks: readonly Check[],
  session: Session,
  { slow = false }: RunnerOptions = {},
): AsyncGenerator<Result, void, undefined> {
  const runnable: Check[] = [];
  for (const check of checks) {
    const skip = unfit(check, session, slow);
    if (skip === undefined) runnable.push(check);
    else yield skipped(check, session, skip);
  }
  const phase = (disturbs: Check['disturbs']) => runnable.filter((check) => check.disturbs === disturbs);
  yield* sideBySide(phase('none'), session);
  for (const check of [...phase('stream'), ...phase('upstream')]) yield await judge(check, session);
}

/** Why a check cannot be run on this target; undefined when it can. */
function unfit(check: Check, session: Session, slow: boolean): Skip | undefined {
  const { target } = session;
  const absent = check.needs?.find((feature) => target.features[feature] === 'no');
  if (absent) return new Inapplicable(`the target declares that it has no ${absent}`);
  if (check.vantage === 'upstream' && !session.upstream)
    return new Skip('not visible without the recording upstream');
  if (check.slow && !slow) return new Inapplicable('takes long; add --slow');
  return undefined;
}

async function* sideBySide(
  checks: readonly Check[],
  session: Session,
): AsyncGenerator<Result, void, undefined> {
  const waiting = [...checks];
  const running = new Map<Check, Promise<readonly [Check, Result]>>();
  for (;;) {
    while (running.size < session.options.concurrency) {
      const check = waiting.shift();
      if (!check) break;
      running.set(
        check,
        judge(check, session).then((result) => [check, result] as const),
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
