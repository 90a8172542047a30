import { CURRENT, type Edition } from '../contract/edition.ts';
import type { Level } from '../contract/requirement.ts';
import { withDeadline } from '../net/deadline.ts';
import type { Check } from './check.ts';
import { type Probing, probing } from './context.ts';
import { letGo } from './let-go.ts';
import { rejectionOf, within } from './rejections.ts';
import type { Result, Status } from './result.ts';
import { binds } from './select.ts';
import type { Session } from './session.ts';
import { Inapplicable, Skip, Stop, Unproven } from './stop.ts';
import { noStreamServed } from './unserved.ts';

/** A fast check that takes this long hangs on something of ours: every request has its own limit. */
const CHECK_LIMIT = 180_000;
/** A slow one holds streams for minutes by design. */
const SLOW_CHECK_LIMIT = 1_800_000;

/** The level of a check is that of its requirements, which share one in every edition. */
export function levelOf({ id, requirements }: Check, edition: Edition = CURRENT): Level {
  const level = requirements.map((row) => edition.levels[row]).find((found) => found !== undefined);
  if (level === undefined) throw new Error(`${id} names no requirement of edition ${edition.id}`);
  return level;
}

/** The result of a check that was left out. */
export function skipped(check: Check, session: Session, skip: Skip): Result {
  return result(check, session, 'skip', 0, whySkipped(skip));
}

type Why = Pick<Result, 'reason' | 'unproven' | 'blockedBy'>;

function whySkipped(skip: Skip): Why {
  return {
    reason: skip.message,
    ...(!(skip instanceof Inapplicable) && { unproven: true }),
    ...(skip.blockedBy !== undefined && { blockedBy: skip.blockedBy }),
  };
}

/**
 * Runs one check and judges it by its level.
 * @throws Unproven when nothing that follows could be believed, and the signal's reason on interruption
 */
export async function judge(check: Check, session: Session): Promise<Result> {
  const limit = check.slow ? SLOW_CHECK_LIMIT : CHECK_LIMIT;
  return await withDeadline(limit, session.options.signal, (signal) => judged(check, session, signal));
}

async function judged(check: Check, session: Session, limit: AbortSignal): Promise<Result> {
  const { signal } = session.options;
  const started = performance.now();
  const probe = probing(check, session, limit);
  const done = (status: Status, why: Why = {}) => {
    // What is judged is only shown from now on.
    letGo(probe.exchanges);
    return result(check, session, status, performance.now() - started, {
      observations: probe.observations,
      exchanges: probe.exchanges,
      ...why,
    });
  };
  try {
    await within(check.id, () => check.run(probe.context).finally(probe.letUpstreamGo));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Unproven) throw error;
    if (error instanceof Skip)
      return probe.observations.length > 0
        ? done(verdict(check, probe, session))
        : done('skip', whySkipped(error));
    if (!(error instanceof Stop)) return done('error', { reason: explain(error) });
  }
  const unhandled = await rejectionOf(check.id);
  if (unhandled !== undefined)
    return done('error', { reason: `a promise was rejected and nobody handled it: ${explain(unhandled)}` });
  if (probe.compared() === 0) return done('error', { reason: 'the check compared nothing' });
  const unserved = await noStreamServed(check, probe, session);
  if (unserved) return skipped(check, session, unserved);
  return done(verdict(check, probe, session));
}

function verdict(check: Check, { observations }: Probing, { target }: Session): Status {
  if (observations.length === 0) return 'pass';
  return levelOf(check, target.edition) === 'must' ? 'fail' : 'warn';
}

function explain(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function result(
  check: Check,
  session: Session,
  status: Status,
  durationMs: number,
  more: Why & Partial<Pick<Result, 'observations' | 'exchanges'>>,
): Result {
  return {
    check: check.id,
    title: check.title,
    requirements: check.requirements.filter((id) => binds(id, session.target)),
    level: levelOf(check, session.target.edition),
    format: session.target.format,
    vantage: check.rehearsable && !session.upstream && status !== 'skip' ? 'client' : check.vantage,
    status,
    durationMs,
    observations: [],
    exchanges: [],
    ...more,
  };
}
