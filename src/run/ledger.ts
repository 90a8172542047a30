import type { Requirement } from '../contract/requirement.ts';
import type { Check } from './check.ts';

/** How many rows of a contract are judged, from where, and why the others are not. */
export interface Ledger {
  readonly rows: number;
  /** Judged by a check of their own or of a row that they repeat. */
  readonly checked: number;
  /** With the recording upstream behind the gateway. */
  readonly upstream: number;
  /** By the gateway's answers alone, whatever API gives them. */
  readonly client: number;
  /** By those alone, too, when what stands behind it plays failures on request. */
  readonly rehearsed: number;
  /** With `--slow` and not without. */
  readonly slowOnly: number;
  /** Ids of the rows without a check, by their reason. */
  readonly reasons: ReadonlyMap<string, readonly string[]>;
}

type Entry = Pick<Requirement, 'id' | 'restates' | 'unchecked'>;

/** The checks that judge a row: its own, or those of the rows that it repeats. */
function judging({ id, restates = [] }: Entry, checks: readonly Check[]): Check[] {
  const judged = [id, ...restates];
  return checks.filter(({ requirements }) => requirements.some((row) => judged.includes(row)));
}

/** Counts the rows by the checks that judge them. */
export function ledgerOf(rows: readonly Entry[], checks: readonly Check[]): Ledger {
  const judges = rows.map((row) => judging(row, checks));
  const count = (is: (check: Check) => boolean) => judges.filter((some) => some.some(is)).length;
  const reasons = new Map<string, string[]>();
  for (const { id, unchecked } of rows) {
    if (unchecked) reasons.set(unchecked.reason, [...(reasons.get(unchecked.reason) ?? []), id]);
  }
  const checked = count(() => true);
  return {
    rows: rows.length,
    checked,
    upstream: count(({ outside }) => !outside),
    client: count(({ vantage, rehearsable }) => vantage === 'client' && !rehearsable),
    rehearsed: count(({ vantage, rehearsable = false }) => vantage === 'client' || rehearsable),
    slowOnly: checked - count(({ slow }) => !slow),
    reasons,
  };
}

/** The counts in words. */
export function ledgerLines(ledger: Ledger): string[] {
  const { rows, checked, upstream, client, rehearsed, slowOnly, reasons } = ledger;
  return [
    `${rows} ${rows === 1 ? 'requirement' : 'requirements'}, ${checked} with a check`,
    `${upstream} with the recording upstream, ${client} from the outside (${rehearsed} where failures are played), ` +
      `${slowOnly} with --slow only`,
    ...[...reasons].map(([reason, ids]) => `no check, ${reason}: ${ids.join(' ')}`),
  ];
}
