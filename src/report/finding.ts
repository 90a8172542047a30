import type { ReportExchange, ReportResult } from './model.ts';
import { painter, printable, type TerminalOptions, wrap } from './terminal.ts';

type Where = ReportResult['observations'][number]['where'];

/** A check may compare hundreds of values; the first ones tell, the JSON report has them all. */
const MAX_OBSERVATIONS = 5;
/** One value on a screen; the JSON report has it whole. */
const MAX_VALUE = 600;
/** `expected` and its two blanks on either side. */
const LABEL = 12;

export interface FindingOptions extends TerminalOptions {
  /** Say in which format it was found: for reports on several. */
  readonly withFormat?: boolean;
}

/** Everything that a person needs to act on one result that did not pass. */
export function renderFinding(result: ReportResult, options: FindingOptions): string {
  const { colour, width, withFormat = false } = options;
  const paint = painter(colour);
  const { status } = result;
  const line = (label: string, text: string) =>
    `  ${paint('dim', label.padEnd(LABEL - 2))}${wrap(printable(text), width, LABEL)}\n`;
  const head = `${paint(status === 'warn' ? 'yellow' : 'red', status.toUpperCase())}  ${paint('bold', result.check)}  ${printable(result.title)}\n`;
  const format = withFormat ? line('format', result.format) : '';
  const reason = result.reason === undefined ? '' : line('reason', result.reason);
  const seen = result.observations
    .slice(0, MAX_OBSERVATIONS)
    .map(
      (observation) =>
        line('rule', `${observation.requirement} (${result.level.toUpperCase()})`) +
        line('expected', value(observation.expected)) +
        line('actual', value(observation.actual)) +
        line('where', place(observation.where, result.exchanges ?? [])),
    );
  const more = result.observations.length - seen.length;
  const rest = more > 0 ? line('', `and ${more} more, see --json`) : '';
  const declared = (result.deviations ?? []).map(({ requirement, reason, url }) =>
    line('declared', `${requirement}: ${reason}${url === undefined ? '' : ` ${url}`}`),
  );
  const advice =
    status === 'error'
      ? ''
      : line('breaks', result.breaks.replaceAll('\n', ' ')) +
        line('remedy', result.remedy.replaceAll('\n', ' ')) +
        result.source
          .map(({ title, url }) => line('source', url === undefined ? title : `${title} ${url}`))
          .join('') +
        (result.docs ?? []).map((page) => line('page', page)).join('');
  // Not wrapped: it is there to be copied.
  const repeat = `  ${paint('dim', 'repeat'.padEnd(LABEL - 2))}${printable(result.repeat)}\n`;
  return [head, format, reason, ...seen, rest, ...declared, advice, repeat].join('');
}

function value(text: string): string {
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}… (${text.length} characters)` : text;
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
  const ofRequest = where.part.startsWith('request');
  const side = {
    client: ofRequest ? 'as the client sent it' : 'as the client got it',
    upstream: ofRequest ? 'as it arrived upstream' : 'as the upstream answered it',
  }[exchange.vantage];
  return `${what} of ${exchange.id}, ${exchange.requestLine} ${side}`;
}
