import { requirements } from '../contract/index.ts';
import { FORMATS, type FormatId, type Requirement } from '../contract/requirement.ts';
import type { Check } from '../run/check.ts';
import { levelOf } from '../run/judge.ts';
import { loadChecks } from '../run/load.ts';
import { checksFor, type Selection } from '../run/select.ts';
import { EXIT, type ExitCode } from './exit.ts';
import type { Io } from './io.ts';
import { formatsOf } from './parse.ts';
import { selectChecks } from './selection.ts';
import { UsageError } from './usage.ts';

export interface ListOptions extends Selection {
  readonly requirements?: boolean;
  readonly format?: readonly string[];
  readonly json?: boolean;
}

/** Ids of more rows than this are counted, not named, in a line of text. */
const NAMED = 4;

/**
 * `gateway-check list`: the checks, or the rows of the contract with the checks that cover them.
 * @throws UsageError for a filter that matches nothing and for an unknown format
 */
export async function list(options: ListOptions, io: Pick<Io, 'stdout'>): Promise<ExitCode> {
  const filtered = options.only !== undefined || options.skip !== undefined;
  const formats = formatsOf(options.format) ?? FORMATS;
  const all = await loadChecks();
  const checks = filtered ? selectChecks(all, options) : all;
  if (options.requirements) write(rowsOf(checks, formats, filtered), rowNotes);
  else write(entriesOf(checks, formats), checkNotes);
  return EXIT.ok;

  function write<Line extends Headed>(lines: readonly Line[], notes: (line: Line) => readonly string[]) {
    if (lines.length === 0) {
      throw new UsageError(`Nothing of this applies to ${formats.join(', ')}. Choose another --format.`);
    }
    const text = ({ id, level, title }: Headed, more: readonly string[]) =>
      `${level.padEnd(6)}  ${id}  ${title} (${more.join('; ')})\n`;
    if (options.json) io.stdout.write(`${JSON.stringify(lines, null, 2)}\n`);
    else io.stdout.write(lines.map((line) => text(line, notes(line))).join(''));
  }
}

interface Headed {
  readonly id: string;
  readonly level: string;
  readonly title: string;
}

type Entry = ReturnType<typeof entriesOf>[number];

/** The checks that run in one of the formats, each with those of them in which it does. */
function entriesOf(checks: readonly Check[], formats: readonly FormatId[]) {
  return checks
    .map((check) => {
      const { id, title, requirements, vantage, disturbs, slow = false } = check;
      const runsIn = formats.filter((format) => checksFor({ format }, [check]).length > 0);
      return { id, level: levelOf(check), title, requirements, formats: runsIn, vantage, disturbs, slow };
    })
    .filter((entry) => entry.formats.length > 0);
}

function checkNotes({ requirements, slow }: Entry): string[] {
  return [requirements.join(' '), ...(slow ? ['slow'] : [])];
}

type Row = ReturnType<typeof rowsOf>[number];

/** The rows that bind one of the formats, without those that the filters left no check of. */
function rowsOf(checks: readonly Check[], formats: readonly FormatId[], filtered: boolean) {
  const covering = (row: Requirement) =>
    checks.filter((check) => check.requirements.some((id) => id === row.id)).map(({ id }) => id);
  return requirements
    .filter((row) => row.formats.some((format) => formats.includes(format)))
    .map((row) => ({
      id: row.id,
      level: row.level,
      title: row.title,
      formats: row.formats,
      topologies: row.topologies,
      checks: covering(row),
      ...(row.restates && { restates: row.restates }),
      ...(row.unchecked && { unchecked: row.unchecked.reason }),
    }))
    .filter((row) => !filtered || row.checks.length > 0);
}

function rowNotes({ formats, topologies, checks, restates, unchecked }: Row): string[] {
  const where = formats.length === FORMATS.length ? 'all formats' : formats.join(' ');
  return [
    where,
    topologies.join(' '),
    unchecked ?? (restates ? through(restates) : count(checks.length, 'check')),
  ];
}

/** How a row that repeats others is judged. */
function through(restates: readonly string[]): string {
  const rows = restates.length > NAMED ? count(restates.length, 'row') : restates.join(' ');
  return `judged through ${rows}`;
}

function count(number: number, what: string): string {
  return number === 1 ? `1 ${what}` : `${number} ${what}s`;
}
