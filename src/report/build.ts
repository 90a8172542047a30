import { EDITION } from '../contract/index.ts';
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
  readonly repeat: (check: string) => string;
  /** Credentials of the run that the target does not hold, such as the upstream's key. */
  readonly secrets?: readonly string[];
  /** Exchanges of every result, not only of those that did not pass. */
  readonly traces?: boolean;
}

/** The report of a run, redacted. */
export function buildReport(run: Conformance, options: ReportOptions): Report {
  const { target } = run;
  const own = [...secretsOf(target), ...(options.secrets ?? [])];
  return {
    schema: 'gateway-check/report@1',
    tool: { name: 'gateway-check', version: options.version },
    contract: { edition: EDITION },
    seed: run.seed,
    startedAt: run.startedAt.toISOString(),
    durationMs: Math.round(run.durationMs),
    target: {
      url: redact(target.url, own),
      formats: [...target.formats],
      topology: target.topology,
      upstreamFormat: target.formats[0] ?? 'anthropic',
      credential: target.credentialMode ?? 'unknown',
      labels: { ...target.labels },
    },
    vantage: run.vantage,
    ...(run.stopped && { stopped: { ...run.stopped, reason: redact(run.stopped.reason, own) } }),
    summary: summarise(run, options.all),
    results: run.results.map((result) => reportResult(result, target, own, options)),
  };
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
  { repeat, traces = false }: Pick<ReportOptions, 'repeat' | 'traces'>,
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
      exchanges: result.exchanges.map((exchange) => trace(exchange, own)),
    }),
    ...(deviations.length > 0 && { deviations }),
    repeat: repeat(result.check),
    breaks: rows.map((row) => row.breaks).join('\n'),
    remedy: [...new Set(rows.map((row) => row.remedy))].join('\n'),
    source: [...sources.values()],
  };
}

/** Keys in a path may come from an answer. */
function redactPath(where: Where, own: readonly string[]): Where {
  return where.path === undefined ? where : { ...where, path: redact(where.path, own) };
}
