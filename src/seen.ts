import type { FormatId, Vantage } from './contract/requirement.ts';
import type { Status } from './run/result.ts';
import type { Pair, Trial } from './trial.ts';
import type { Provider } from './wire/capabilities.ts';

/** A check that a broken gateway tripped. */
export interface Tripped {
  readonly check: string;
  readonly status: Status;
  /** Ids of the requirements that it found breached, in order. */
  readonly rows: readonly string[];
}

/** What the suites saw of a broken gateway in one format. */
export interface Seen {
  readonly id: string;
  readonly format: FormatId;
  /** Of a bridge: what it speaks to its upstream. */
  readonly to?: Provider;
  /** Whether the defect shows in the gateway's answers alone, or only with the recording upstream. */
  readonly vantage: Vantage;
  /** In order of check id. */
  readonly tripped: readonly Tripped[];
}

/** What a trial shows, without what is another on each run. */
export function seenIn({ fault: { id }, format, to }: Pair, { tripped }: Trial): Seen {
  return {
    id,
    format,
    ...(to && { to }),
    vantage: tripped.some(({ vantage }) => vantage === 'client') ? 'client' : 'upstream',
    tripped: tripped.map(({ check, status, observations }) => ({
      check,
      status,
      rows: [...new Set(observations.map(({ requirement }) => requirement))].sort(),
    })),
  };
}
