import type { Vantage } from '../contract/requirement.ts';
import type { Fault } from '../mock/faults/fault.ts';
import { loadFaults } from '../mock/faults/index.ts';
import { loadChecks } from '../run/load.ts';
import type { Result } from '../run/result.ts';
import { globbed } from '../run/select.ts';
import { asDeclared, type Trial, trials, triedIn } from '../trial.ts';
import { EXIT, type ExitCode } from './exit.ts';
import type { Io } from './io.ts';
import { didYouMean, UsageError } from './usage.ts';

export interface FaultsOptions {
  /** Globs of fault ids; default: all. */
  readonly only?: readonly string[];
  readonly json?: boolean;
}

/**
 * `gateway-check faults`: runs the suites against the built-in broken gateways and prints which checks
 * each of them tripped. Exit 0 when all went as declared.
 * @param all the broken gateways to choose from; default: the built-in ones
 * @throws UsageError for a glob that matches nothing
 */
export async function faults(options: FaultsOptions, io: Io, all?: readonly Fault[]): Promise<ExitCode> {
  const chosen = chooseFaults(all ?? (await loadFaults()), options.only);
  const signal = io.interruption();
  const rows: (Trial & { fault: Fault })[] = [];
  for await (const { specimen, trial } of trials(chosen, await loadChecks(), { signal })) {
    if (signal.aborted) break;
    rows.push({ ...trial, fault: specimen });
    if (!options.json) io.stdout.write(row(specimen, trial));
  }
  const right = rows.filter(asDeclared).length;
  if (options.json) io.stdout.write(`${JSON.stringify(rows.map(entry), null, 2)}\n`);
  else io.stdout.write(`${right} of ${chosen.length} broken gateways as declared\n`);
  if (signal.aborted) return EXIT.interrupted;
  return right === chosen.length ? EXIT.ok : EXIT.failed;
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

/** The line of a fault, and below it what it tripped, missed or tripped undeclared. */
function row(fault: Fault, trial: Trial): string {
  const { missed, extra, tripped, stopped } = trial;
  const seen = fault.seenIn.length === 0 ? '' : ` (${fault.seenIn.join(', ')})`;
  const judged = asDeclared(trial) ? 'ok    ' : 'MISSED';
  const head = `${judged}  ${fault.id}, ${spokenBy(fault)}, ${vantageOf(tripped)}: ${fault.title}${seen}`;
  const lines = [
    ...tripped.map(
      ({ check, status }) => `${extra.includes(check) ? 'not declared: ' : ''}${status} ${check}`,
    ),
    ...missed.map((check) => `did not trip: ${check}`),
    ...(stopped === undefined ? [] : [`stopped: ${stopped}`]),
  ];
  return `${[head, ...lines.map((line) => `        ${line}`)].join('\n')}\n`;
}

/** The format in which a fault is tried and, of a bridge, the one that it speaks to its upstream. */
function spokenBy(fault: Fault): string {
  const { upstreamFormat } = fault.declares ?? {};
  return upstreamFormat === undefined ? triedIn(fault) : `${triedIn(fault)} to ${upstreamFormat}`;
}

/** Whether the fault shows in the gateway's answers alone, or only with the recording upstream. */
function vantageOf(tripped: readonly Result[]): Vantage {
  return tripped.some(({ vantage }) => vantage === 'client') ? 'client' : 'upstream';
}

function entry(row: Trial & { fault: Fault }) {
  const { fault, tripped, missed, extra, stopped } = row;
  const { id, title, seenIn, urls, formats } = fault;
  return {
    id,
    title,
    seenIn,
    urls,
    formats,
    triedIn: triedIn(fault),
    ...(fault.declares?.upstreamFormat && { upstreamFormat: fault.declares.upstreamFormat }),
    vantage: vantageOf(tripped),
    asDeclared: asDeclared(row),
    tripped: tripped.map(({ check, status }) => ({ check, status })),
    missed,
    extra,
    ...(stopped !== undefined && { stopped }),
  };
}
