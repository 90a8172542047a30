import type { RequirementId } from '../contract/index.ts';
import type { FormatId, Level, Vantage } from '../contract/requirement.ts';
import type { Exchange } from '../net/exchange.ts';
import type { Observation } from './check.ts';

/**
 * `fail`: a MUST is violated. `warn`: a SHOULD (or MAY) is. `skip`: not judged, with a reason.
 * `error`: the harness broke, or a check observed nothing.
 */
export type Status = 'pass' | 'fail' | 'warn' | 'skip' | 'error';

/** What one check found in one format. */
export interface Result {
  readonly check: string;
  readonly title: string;
  readonly requirements: readonly RequirementId[];
  readonly level: Level;
  readonly format: FormatId;
  readonly vantage: Vantage;
  readonly status: Status;
  readonly durationMs: number;
  /** Why it was skipped, or what broke. */
  readonly reason?: string;
  /** Skipped although the rule binds this target: the verdict is partial at best. */
  readonly unproven?: true;
  /** Requirement or check whose breach is the cause. */
  readonly blockedBy?: string;
  /** What did not match; empty unless failed or warned. */
  readonly observations: readonly Observation[];
  /** Both sides of every probe of the check. */
  readonly exchanges: readonly Exchange[];
}
