import { requirements } from '../contract/index.ts';
import type { Check } from '../run/check.ts';
import { levelOf } from '../run/judge.ts';
import { loadChecks } from '../run/load.ts';
import type { Selection } from '../run/select.ts';
import { EXIT, type ExitCode } from './exit.ts';
import type { Io } from './io.ts';
import { selectChecks } from './selection.ts';

export interface ListOptions extends Selection {
  readonly requirements?: boolean;
  readonly json?: boolean;
}

/**
 * `gateway-check list`: the checks, or the rows of the contract with the checks that cover them.
 * @throws UsageError for a filter that matches nothing
 */
export async function list(options: ListOptions, io: Pick<Io, 'stdout'>): Promise<ExitCode> {
  const filtered = options.only !== undefined || options.skip !== undefined;
  const all = await loadChecks();
  const checks = filtered ? selectChecks(all, options) : all;
  const rows = options.requirements ? rowsOf(checks, filtered) : checks.map(entry);
  if (options.json) io.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else io.stdout.write(rows.map(({ id, level, title, ...more }) => line(id, level, title, more)).join(''));
  return EXIT.ok;
}

function entry(check: Check) {
  const { id, title, requirements, vantage, disturbs, slow = false } = check;
  return { id, level: levelOf(check), title, requirements, vantage, disturbs, slow };
}

/** The rows, without those that the filters left no check of. */
function rowsOf(checks: readonly Check[], filtered: boolean) {
  const covering = (id: string) =>
    checks.filter((check) => check.requirements.some((covered) => covered === id)).map((check) => check.id);
  return requirements
    .map(({ id, level, title, unchecked }) => ({
      id,
      level,
      title,
      checks: covering(id),
      ...(unchecked && { unchecked: unchecked.reason }),
    }))
    .filter((row) => !filtered || row.checks.length > 0);
}

type Line = { readonly requirements?: readonly string[]; readonly slow?: boolean } & {
  readonly checks?: readonly string[];
  readonly unchecked?: string;
};

function line(id: string, level: string, title: string, more: Line): string {
  const notes = [
    more.requirements?.join(' '),
    more.checks && (more.unchecked ?? count(more.checks.length)),
    more.slow ? 'slow' : undefined,
  ];
  return `${level.padEnd(6)}  ${id}  ${title} (${notes.filter((note) => note !== undefined).join(', ')})\n`;
}

function count(checks: number): string {
  return checks === 1 ? '1 check' : `${checks} checks`;
}
