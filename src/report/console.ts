import type { Report, ReportExchange, ReportResult } from './model.ts';
import { printable, wrap } from './printable.ts';

export interface ConsoleOptions {
  readonly colour: boolean;
  /** Characters in a line. */
  readonly width: number;
}

type Observation = ReportResult['observations'][number];
type Where = Observation['where'];
type Paint = (style: keyof typeof SGR, text: string) => string;

/** Codes of ECMA-48 that every terminal knows. */
const SGR = { red: 31, yellow: 33, green: 32, bold: 1, dim: 2 } as const;

/** A check may compare hundreds of values; the first ones tell, the JSON report has them all. */
const MAX_OBSERVATIONS = 5;
/** One value on a screen; the JSON report has it whole. */
const MAX_VALUE = 600;
/** `expected` and its two blanks on either side. */
const LABEL = 12;

/** The report for a person: quiet about what passed, everything about what did not, the verdict last. */
export function renderConsole(report: Report, { colour, width }: ConsoleOptions): string {
  const paint: Paint = (style, text) => (colour ? `\u001b[${SGR[style]}m${text}\u001b[0m` : text);
  const findings = (['error', 'warn', 'fail'] as const).flatMap((status) =>
    report.results.filter((result) => result.status === status),
  );
  return [...findings.map((result) => finding(result, paint, width)), closing(report, paint, width)].join(
    '\n',
  );
}

function finding(result: ReportResult, paint: Paint, width: number): string {
  const colours = { fail: 'red', error: 'red', warn: 'yellow' } as const;
  const status = result.status as keyof typeof colours;
  const line = (label: string, text: string) =>
    `  ${paint('dim', label.padEnd(LABEL - 2))}${wrap(text, width, LABEL)}\n`;
  const head = `${paint(colours[status], status.toUpperCase())}  ${paint('bold', result.check)}  ${printable(result.title)}\n`;
  const reason = result.reason === undefined ? '' : line('reason', printable(result.reason));
  const seen = result.observations
    .slice(0, MAX_OBSERVATIONS)
    .map(
      (observation) =>
        line('rule', `${observation.requirement} (${result.level.toUpperCase()})`) +
        line('expected', value(observation.expected)) +
        line('actual', value(observation.actual)) +
        line('where', printable(place(observation.where, result.exchanges ?? []))),
    );
  const more = result.observations.length - seen.length;
  const rest = more > 0 ? line('', `and ${more} more, see --json`) : '';
  const declared = (result.deviations ?? []).map(({ requirement, reason, url }) =>
    line('declared', printable(`${requirement}: ${reason}${url === undefined ? '' : ` ${url}`}`)),
  );
  const advice =
    status === 'error'
      ? ''
      : line('breaks', result.breaks.replaceAll('\n', ' ')) +
        line('remedy', result.remedy.replaceAll('\n', ' ')) +
        result.source
          .map(({ title, url }) => line('source', url === undefined ? title : `${title} ${url}`))
          .join('');
  return [head, reason, ...seen, rest, ...declared, advice, line('repeat', printable(result.repeat))].join(
    '',
  );
}

function value(text: string): string {
  const cut = text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}… (${text.length} characters)` : text;
  return printable(cut);
}

/** `request header anthropic-beta of u12, POST /v1/messages HTTP/1.1 as it arrived upstream`. */
function place(where: Where, exchanges: readonly ReportExchange[]): string {
  const exchange = exchanges.find(({ id }) => id === where.exchange);
  const parts = [
    where.part === 'event' ? 'stream event' : where.part.replace('-', ' '),
    where.event === undefined ? '' : `${where.event}`,
    where.path === undefined ? '' : where.part === 'event' ? `at ${where.path}` : where.path,
    where.offset === undefined ? '' : `at byte ${where.offset}`,
  ];
  const what = parts.filter((part) => part !== '').join(' ');
  if (!exchange) return where.exchange === undefined ? what : `${what} of ${where.exchange}`;
  const side = exchange.vantage === 'upstream' ? 'as it arrived upstream' : 'as the client sent it';
  return `${what} of ${exchange.id}, ${exchange.requestLine} ${side}`;
}

/** Skips by reason, counts by level, then the verdict. */
function closing(report: Report, paint: Paint, width: number): string {
  const { summary, results, stopped } = report;
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
  const url = printable(report.target.url);
  return [
    ...(skipped.length > 0 ? skipped : []),
    ...(stopped ? [`${wrap(`Stopped: ${printable(stopped.reason)}`, width, 2)}\n`] : []),
    counts('must'),
    counts('should'),
    counts('may'),
    `${paint(verdictColour[summary.verdict], summary.verdict)}: ${url}, seen from the ${
      report.vantage === 'upstream' ? 'client and the upstream' : 'client only'
    }, ${results.length} checks in ${(report.durationMs / 1000).toFixed(1)} s, seed ${printable(report.seed)}\n`,
  ].join('');
}
