import type { Report, ReportResult } from '../src/report/model.ts';

/**
 * What is found now and was not, or the other way round: a line for each check and format. Times, seeds, ids and the
 * words of the gateway are no difference.
 * @param unsteady rules that the gateway keeps in one run and breaks in the next: checks of them alone are left out
 */
export function changes(before: Report, now: Report, unsteady: readonly string[] = []): string[] {
  const was = byCheck(before, unsteady);
  const is = byCheck(now, unsteady);
  const lines = [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((key) => {
    const [then, today] = [told(was.get(key)), told(is.get(key))];
    return then === today ? [] : [`${key}: was ${then}, now ${today}`];
  });
  return [...editions(before, now), ...verdicts(before, now), ...lines];
}

function byCheck({ results }: Report, unsteady: readonly string[]): Map<string, ReportResult> {
  const steady = results.filter(({ requirements }) => !requirements.every((id) => unsteady.includes(id)));
  return new Map(steady.map((result) => [`${result.check}, ${result.format}`, result]));
}

function told(result: ReportResult | undefined): string {
  if (!result) return 'not there';
  const { status, observations, reason, blockedBy } = result;
  if (blockedBy !== undefined) return `${status} because of ${blockedBy}`;
  if (reason !== undefined) return `${status} (${kindOf(reason)})`;
  const broken = [...new Set(observations.map(({ requirement }) => requirement))].sort();
  return broken.length > 0 ? `${status} (${broken.join(' ')})` : status;
}

/** A reason without what it quotes and counts. */
function kindOf(reason: string): string {
  const [kind = ''] = reason.split(/[:("]/, 1);
  return kind.replaceAll(/\d+/g, '#').trim();
}

function editions(before: Report, now: Report): string[] {
  const [was, is] = [before.contract.edition, now.contract.edition];
  return was === is ? [] : [`edition of the contract: was ${was}, now ${is}`];
}

function verdicts(before: Report, now: Report): string[] {
  const [was, is] = [before.summary.verdict, now.summary.verdict];
  return was === is ? [] : [`verdict: was ${was}, now ${is}`];
}
