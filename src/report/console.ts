import { renderFinding } from './finding.ts';
import type { Report } from './model.ts';
import { type Paint, painter, printable, type TerminalOptions, wrap } from './terminal.ts';

/** The report for a person: quiet about what passed, everything about what did not, the verdict last. */
export function renderConsole(report: Report, options: TerminalOptions): string {
  const findings = (['error', 'warn', 'fail'] as const).flatMap((status) =>
    report.results.filter((result) => result.status === status),
  );
  const withFormat = report.target.formats.length > 1;
  return [
    ...findings.map((result) => renderFinding(result, { ...options, withFormat })),
    closing(report, painter(options.colour), options.width),
  ].join('\n');
}

/** Skips by reason, counts by level, then the verdict. */
function closing(report: Report, paint: Paint, width: number): string {
  const { summary, results, stopped, billable } = report;
  const skips = new Map<string, number>();
  for (const { status, reason = '' } of results) {
    if (status === 'skip') skips.set(reason, (skips.get(reason) ?? 0) + 1);
  }
  const skipped = [...skips].map(
    ([reason, count]) => `${wrap(`skipped ${count}: ${printable(reason)}`, width, 2)}\n`,
  );
  const counts = (level: 'must' | 'should' | 'may') =>
    `${level.toUpperCase().padEnd(7)}${Object.entries(summary[level])
      .map(([status, count]) => `${count} ${status}`)
      .join(', ')}\n`;
  const verdictColour = {
    conforming: 'green',
    partial: 'yellow',
    untested: 'yellow',
    'not-conforming': 'red',
  } as const;
  const urls = printable([...new Set(report.target.served.map(({ url }) => url))].join(', '));
  return [
    ...skipped,
    ...(stopped ? [`${wrap(`Stopped: ${printable(stopped.reason)}`, width, 2)}\n`] : []),
    ...(billable ? [`billable requests: ${billable.used} of at most ${billable.limit}\n`] : []),
    ...(results.length > 0 ? (['must', 'should', 'may'] as const).map(counts) : []),
    `${paint(verdictColour[summary.verdict], summary.verdict)}: ${urls}, seen from the ${
      report.vantage === 'upstream' ? 'client and the upstream' : 'client only'
    }, ${results.length} ${results.length === 1 ? 'check' : 'checks'} in ${(report.durationMs / 1000).toFixed(1)} s, seed ${printable(report.seed)}\n`,
  ].join('');
}
