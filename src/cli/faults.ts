import type { Fault } from '../mock/faults/fault.ts';
import { loadFaults } from '../mock/faults/index.ts';
import { loadChecks } from '../run/load.ts';
import { globbed } from '../run/select.ts';
import { type Seen, seenIn } from '../seen.ts';
import { asDeclared, type Pair, pairsOf, type Trial, trials } from '../trial.ts';
import { EXIT, type ExitCode } from './exit.ts';
import type { Io } from './io.ts';
import { formatsOf } from './parse.ts';
import { didYouMean, UsageError } from './usage.ts';

export interface FaultsOptions {
  /** Globs of fault ids; default: all. */
  readonly only?: readonly string[];
  /** Formats in which to try them; default: every one that they are broken in. */
  readonly format?: readonly string[];
  readonly json?: boolean;
}

/**
 * `gateway-check faults`: runs the suites against the built-in broken gateways, each in every format that it is
 * broken in, and prints which checks they tripped. Exit 0 when all went as declared.
 * @param all the broken gateways to choose from; default: the built-in ones
 * @throws UsageError for a glob that matches nothing, and for a format in which none of those chosen is broken
 */
export async function faults(options: FaultsOptions, io: Io, all?: readonly Fault[]): Promise<ExitCode> {
  const faults = chooseFaults(all ?? (await loadFaults()), options.only);
  const pairs = choosePairs(pairsOf(faults), options.format);
  const signal = io.interruption();
  const rows: { pair: Pair; trial: Trial }[] = [];
  for await (const { pair, trial } of trials(pairs, await loadChecks(), { signal })) {
    if (signal.aborted) break;
    rows.push({ pair, trial });
    if (!options.json) io.stdout.write(row(pair, trial));
  }
  const right = rows.filter(({ trial }) => asDeclared(trial)).length;
  if (options.json) io.stdout.write(`${JSON.stringify(rows.map(entry), null, 2)}\n`);
  else
    io.stdout.write(`${right} of ${pairs.length} trials of ${faults.length} broken gateways as declared\n`);
  if (signal.aborted) return EXIT.interrupted;
  return right === pairs.length ? EXIT.ok : EXIT.failed;
}

function choosePairs(all: readonly Pair[], wanted: readonly string[] | undefined): readonly Pair[] {
  const chosen = formatsOf(wanted);
  if (!chosen) return all;
  const pairs = all.filter(({ format }) => chosen.includes(format));
  if (pairs.length > 0) return pairs;
  throw new UsageError(`None of these gateways is broken in ${chosen.join(' or ')}. Leave out --format.`);
}

function chooseFaults(all: readonly Fault[], only: readonly string[] | undefined): Fault[] {
  for (const glob of only ?? []) {
    const matches = globbed(glob);
    if (all.some(({ id }) => matches(id))) continue;
    const ids = all.map(({ id }) => id);
    throw new UsageError(`--only ${glob} matches no broken gateway${didYouMean(glob, ids)}.`);
  }
  return only ? all.filter(({ id }) => only.some((glob) => globbed(glob)(id))) : [...all];
}

/** The line of a trial, and below it what tripped, was missed or tripped undeclared. */
function row(pair: Pair, trial: Trial): string {
  const { fault } = pair;
  const { missed, extra, stopped } = trial;
  const seen = seenIn(pair, trial);
  const where = fault.seenIn.length === 0 ? '' : ` (${fault.seenIn.join(', ')})`;
  const judged = asDeclared(trial) ? 'ok    ' : 'MISSED';
  const head = `${judged}  ${fault.id}, ${spoken(seen)}, ${seen.vantage}: ${fault.title}${where}`;
  const lines = [
    ...seen.tripped.map(
      ({ check, status, rows }) =>
        `${extra.includes(check) ? 'not declared: ' : ''}${status} ${check} (${rows.join(' ')})`,
    ),
    ...missed.map((check) => `did not trip: ${check}`),
    ...(stopped === undefined ? [] : [`stopped: ${stopped}`]),
  ];
  return `${[head, ...lines.map((line) => `        ${line}`)].join('\n')}\n`;
}

/** The format in which a fault is tried and, of a bridge, the one that it speaks to its upstream. */
function spoken({ format, to }: Seen): string {
  return to === undefined ? format : `${format} to ${to}`;
}

function entry({ pair, trial }: { pair: Pair; trial: Trial }) {
  const { title, seenIn: gateways, urls } = pair.fault;
  const { missed, extra, stopped } = trial;
  const { id, ...seen } = seenIn(pair, trial);
  return {
    id,
    title,
    seenIn: gateways,
    urls,
    ...seen,
    asDeclared: asDeclared(trial),
    missed,
    extra,
    ...(stopped !== undefined && { stopped }),
  };
}
