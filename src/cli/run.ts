import { UpstreamUnavailable } from '../net/remote-upstream.ts';
import { DEFAULT_UPSTREAM, type Place, placeText } from '../place.ts';
import { buildReport, type ReportOptions } from '../report/build.ts';
import { renderConsole } from '../report/console.ts';
import { renderJson } from '../report/json.ts';
import type { Report } from '../report/model.ts';
import { DEFAULT_MAX_BILLABLE } from '../run/budget.ts';
import { type Conformance, conformance } from '../run/conformance.ts';
import { loadChecks } from '../run/load.ts';
import { seenFrom } from '../run/runner.ts';
import { checksFor } from '../run/select.ts';
import type { Target } from '../run/target.ts';
import { type Stand, setUp } from '../stand.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { ownFolders, refuseUnwritable, writeWhole } from './files.ts';
import type { Io } from './io.ts';
import { wholeNumber } from './parse.ts';
import { type Plan, plan } from './plan.ts';
import { portProblem } from './port.ts';
import { progress } from './progress.ts';
import { repeatCommand } from './repeat.ts';
import type { RunOptions } from './run-command.ts';
import { selectChecks } from './selection.ts';
import { UnprovenError, UsageError } from './usage.ts';
import { version } from './version.ts';

/** Lines are wrapped for terminals of unknown width, too: logs of CI systems. */
const WIDTH = 100;

/**
 * `gateway-check run`: sets up, checks, reports.
 * @returns the exit code that the findings call for
 * @throws UsageError before anything is sent, when the command line or a file it names is wrong
 */
export async function run(url: string | undefined, options: RunOptions, io: Io): Promise<ExitCode> {
  const all = await loadChecks();
  const checks = selectChecks(all, options);
  if (options.json !== undefined && options.json !== '-') await refuseUnwritable('--json', options.json);
  const planned = await plan(url, options, io.env);
  const shownTraces = tracesOf(options);

  const signal = io.interruption();
  await using stand = await listening(planned);
  const seen = seenFrom(stand.upstream ? 'upstream' : 'client', checks);
  const targets = stand.targets.filter((target) => checksFor(target, seen).length > 0);
  const [first, ...others] = targets;
  if (!first) throw new UsageError(nothingFor(stand.targets, options));
  const shown = progress(io.stderr, targets.flatMap((target) => checksFor(target, seen)).length);
  for (const line of introduction(planned, stand)) shown.note(line);
  let left = planned.run.maxBillable;
  const judge = async (target: Target, seed = planned.run.seed) => {
    const upstreamUrl = stand.upstreamUrls.get(target.format);
    const run = await conformance({
      ...planned.run,
      ...(left !== undefined && { maxBillable: left }),
      ...(upstreamUrl !== undefined && { upstreamPublic: upstreamUrl }),
      ...(seed !== undefined && { seed }),
      target,
      ...(stand.upstream && { upstream: stand.upstream }),
      checks,
      signal,
      onStart: shown.start,
      onResult: shown.result,
    });
    // An amount that was given is one for all formats together.
    if (left !== undefined) left -= run.billable?.used ?? 0;
    return run;
  };
  const runs: [Conformance, ...Conformance[]] = [await judge(first)];
  const { seed } = runs[0];
  // One after the other: a check about pace or a failing upstream is to have the gateway to itself.
  for (const target of others) if (!signal.aborted) runs.push(await judge(target, seed));
  shown.clear();

  const report = buildReport(runs, {
    version: version(),
    all,
    repeat: repeatCommand(url, options, seed),
    secrets: [...planned.secrets, ...ownFolders()],
    traces: options.traces ?? false,
    ...shownTraces,
    ...(planned.run.maxBillable !== undefined && { maxBillable: planned.run.maxBillable }),
  });
  if (options.json === '-') io.stdout.write(renderJson(report));
  else {
    const colour = io.stdout.isTTY === true && (io.env['NO_COLOR'] ?? '') === '';
    io.stdout.write(renderConsole(report, { colour, width: io.stdout.columns ?? WIDTH }));
    if (options.json !== undefined) await writeWhole('--json', options.json, renderJson(report));
  }
  return exitCode(report);
}

/** How much of the exchanges is reported. */
function tracesOf({
  traceBytes,
  traceExchanges,
}: RunOptions): Pick<ReportOptions, 'traceBytes' | 'traceExchanges'> {
  const number = wholeNumber(0);
  return {
    ...(traceBytes !== undefined && { traceBytes: number('--trace-bytes', traceBytes) }),
    ...(traceExchanges !== undefined && { traceExchanges: number('--trace-exchanges', traceExchanges) }),
  };
}

function nothingFor(targets: readonly Target[], { only = [], contract }: RunOptions): string {
  const places = targets.map(({ format, topology }) => `a ${topology} in the format ${format}`).join(', ');
  const edition = contract === undefined ? '' : ` in edition ${contract}`;
  return (
    `--only ${only.join(' --only ')}: no such check applies to ${places}${edition}. ` +
    'Choose another --format, or say with --upstream-format what a bridge speaks to its upstream.'
  );
}

async function listening({ stand }: Plan): Promise<Stand> {
  try {
    return await setUp(stand);
  } catch (error) {
    if (error instanceof UpstreamUnavailable) throw new UnprovenError(`--upstream-url: ${error.message}`);
    const known = portProblem(error);
    if (known === undefined) throw error;
    const at = placeText(failedPlace(error, stand));
    throw new UsageError(
      `--upstream ${at}: cannot listen there, ${known}. Choose another with --upstream <port>, and point the gateway's provider URL at it.`,
    );
  }
}

/** The place that an error of the system is about, which names the port or the host. */
function failedPlace(error: unknown, { upstream, formats = [] }: Plan['stand']): Place {
  const shared = typeof upstream === 'object' && !('url' in upstream) ? upstream : DEFAULT_UPSTREAM;
  const own = formats.flatMap(({ upstream: place }) => (place ? [place] : []));
  const isNamed = ({ port, host }: Place) =>
    error instanceof Error &&
    (('port' in error && error.port === port) || ('hostname' in error && error.hostname === host));
  return own.find(isNamed) ?? shared;
}

function introduction(
  { stand: { url, upstream, target }, run: { upstreamPublic, maxBillable } }: Plan,
  stand: Stand,
): string[] {
  const to = target?.upstreamFormat;
  const builtIn = to === undefined ? 'reference gateway' : `reference bridge from Messages to ${to}`;
  const reference = `No url given: checking the built-in ${builtIn}.`;
  const urls = new Set(stand.targets.map((target) => target.url));
  const lines = url === undefined ? [reference] : [`Checking ${[...urls].join(', ')}.`];
  if (upstream === 'none') {
    const most = maxBillable ?? DEFAULT_MAX_BILLABLE * stand.targets.length;
    const billed = ` What it sends on may reach a real provider and be billed: ${most} requests at most (--max-billable).`;
    const free = ` It may use ${most} billable requests at most, of which none costs anything here.`;
    return [...lines, `Judged from the outside only.${url === undefined ? free : billed}`];
  }
  if (url === undefined) return lines;
  const known = upstreamPublic === undefined ? '' : ` (to the gateway: ${upstreamPublic})`;
  const own = [...stand.upstreamUrls].map(([format, at]) => `, for ${format} on ${at}`).join('');
  const listens = `The recording upstream listens on ${stand.upstream?.url}${known}${own}`;
  return [...lines, `${listens}: the gateway must send its traffic there.`];
}

function exitCode({ stopped, results, summary }: Report): ExitCode {
  if (stopped?.why === 'interrupted') return EXIT.interrupted;
  if (results.some(({ status }) => status === 'fail')) return EXIT.failed;
  if (stopped || summary.verdict === 'untested') return EXIT.unproven;
  return results.some(({ status }) => status === 'error') ? EXIT.unproven : EXIT.ok;
}
