import { CURRENT } from '../contract/edition.ts';
import { pageOf } from '../contract/page.ts';
import type { FormatId } from '../contract/requirement.ts';
import type { Exchange } from '../net/exchange.ts';
import { isSecretHeader, redact } from '../net/redact.ts';
import type { Check, Where } from '../run/check.ts';
import type { Conformance } from '../run/conformance.ts';
import type { Result } from '../run/result.ts';
import type { Target } from '../run/target.ts';
import type { Report, ReportResult } from './model.ts';
import { concerned, summarise } from './summary.ts';
import { trace } from './trace.ts';

export interface ReportOptions {
  /** Version of this tool. */
  readonly version: string;
  /** Every check there is, also those that were not selected: they decide between conforming and partial. */
  readonly all: readonly Check[];
  /** The command that repeats one check. */
  readonly repeat: (check: string, format: FormatId) => string;
  /** Credentials of the run that the target does not hold, such as the upstream's key. */
  readonly secrets?: readonly string[];
  /** Exchanges of every result, not only of those that did not pass. */
  readonly traces?: boolean;
  /** The most that is shown of each body; default: 16 KB. */
  readonly traceBytes?: number;
  /** The most exchanges that are shown of each result, those that an observation names first; default: all. */
  readonly traceExchanges?: number;
  /** What may be billed in all formats together; default: the sum of what each run was allowed. */
  readonly maxBillable?: number;
}

/** The report of a run in one format or several, one after the other, redacted. */
export function buildReport(runs: readonly [Conformance, ...Conformance[]], options: ReportOptions): Report {
  const [first] = runs;
  const { target } = first;
  const own = [...runs.flatMap((run) => secretsOf(run.target)), ...(options.secrets ?? [])];
  const stopped = stoppedOf(runs);
  return {
    schema: 'gateway-check/report@1',
    tool: { name: 'gateway-check', version: options.version },
    contract: { edition: (target.edition ?? CURRENT).id },
    seed: first.seed,
    startedAt: first.startedAt.toISOString(),
    durationMs: Math.round(runs.reduce((sum, run) => sum + run.durationMs, 0)),
    target: {
      url: redact(target.url, own),
      formats: runs.map((run) => run.target.format),
      topology: target.topology,
      upstreamFormat: target.upstreamFormat ?? target.format,
      credential: target.credentialMode ?? 'unknown',
      served: runs.map(({ target: { format, url, model, credentialMode } }) => ({
        format,
        url: redact(url, own),
        model: redact(model, own),
        credential: credentialMode ?? 'unknown',
      })),
      labels: { ...target.labels },
    },
    vantage: first.vantage,
    ...billableOf(runs, options.maxBillable),
    ...(stopped && { stopped: { ...stopped, reason: redact(stopped.reason, own) } }),
    summary: summarise(runs, options.all),
    results: runs.flatMap((run) =>
      run.results.map((result) => reportResult(result, run.target, own, options)),
    ),
  };
}

/** What the runs may have cost together; nothing where the recording upstream answered. */
function billableOf(runs: readonly Conformance[], limit: number | undefined): Pick<Report, 'billable'> {
  const counts = runs.flatMap(({ billable }) => (billable ? [billable] : []));
  if (counts.length === 0) return {};
  const sum = (key: 'limit' | 'used') => counts.reduce((total, count) => total + count[key], 0);
  return { billable: { limit: limit ?? sum('limit'), used: sum('used') } };
}

/** Why a run ended before its time: an interruption first, else the first format that could not be proven. */
function stoppedOf(runs: readonly Conformance[]): Conformance['stopped'] {
  const ended = runs.flatMap(({ stopped, target }) =>
    stopped ? [{ ...stopped, format: target.format }] : [],
  );
  const found = ended.find(({ why }) => why === 'interrupted') ?? ended[0];
  if (!found) return undefined;
  const { why, reason, format } = found;
  return { why, reason: runs.length > 1 && why === 'unproven' ? `${format}: ${reason}` : reason };
}

/** Every credential that a target holds. */
export function secretsOf(target: Target): string[] {
  const declared = new Set(target.credentialHeaders?.map((name) => name.toLowerCase()));
  const headers = target.headers
    .filter(([name]) => isSecretHeader(name) || declared.has(name.toLowerCase()))
    .map(([, value]) => value.replace(/^(Bearer|Basic) +/i, ''));
  return [target.credential?.secret, target.secondCredential?.secret, target.tls?.key, ...headers].filter(
    (secret) => secret !== undefined,
  );
}

/** One result as the report has it. `own` are the run's own secrets. */
export function reportResult(
  result: Result,
  target: Target,
  own: readonly string[],
  {
    repeat,
    traces = false,
    traceBytes,
    traceExchanges,
  }: Pick<ReportOptions, 'repeat' | 'traces' | 'traceBytes' | 'traceExchanges'>,
): ReportResult {
  const rows = concerned(result);
  const deviations = target.deviations.filter(({ requirement }) =>
    result.requirements.some((id) => id === requirement),
  );
  const sources = new Map(rows.flatMap((row) => row.sources).map((source) => [source.title, source]));
  return {
    check: result.check,
    requirements: [...result.requirements],
    level: result.level,
    format: result.format,
    vantage: result.vantage,
    status: result.status,
    title: result.title,
    durationMs: Math.round(result.durationMs),
    ...(result.reason !== undefined && { reason: redact(result.reason, own) }),
    ...(result.blockedBy !== undefined && { blockedBy: result.blockedBy }),
    observations: result.observations.map((observation) => ({
      ...observation,
      expected: redact(observation.expected, own),
      actual: redact(observation.actual, own),
      where: redactPath(observation.where, own),
    })),
    ...((traces || result.status !== 'pass') && {
      exchanges: shownOf(result, traceExchanges).map((exchange) => trace(exchange, own, traceBytes)),
    }),
    ...(deviations.length > 0 && { deviations }),
    repeat: repeat(result.check, result.format),
    breaks: rows.map((row) => row.breaks).join('\n'),
    remedy: [...new Set(rows.map((row) => row.remedy))].join('\n'),
    source: [...sources.values()],
    docs: rows.map(({ id }) => pageOf(id)),
  };
}

/** In the order in which they happened. */
function shownOf({ exchanges, observations }: Result, most = exchanges.length): readonly Exchange[] {
  const named = new Set(observations.map(({ where }) => where.exchange));
  const isNamed = ({ id }: Exchange) => named.has(id);
  const first = [...exchanges.filter(isNamed), ...exchanges.filter((exchange) => !isNamed(exchange))];
  const shown = new Set(first.slice(0, most));
  return exchanges.filter((exchange) => shown.has(exchange));
}

/** Keys in a path may come from an answer. */
function redactPath(where: Where, own: readonly string[]): Where {
  return where.path === undefined ? where : { ...where, path: redact(where.path, own) };
}
