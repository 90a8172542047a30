import { CURRENT, type Edition } from '../contract/edition.ts';
import { FORMATS, type FormatId } from '../contract/requirement.ts';
import type { Check } from '../run/check.ts';
import { levelOf } from '../run/judge.ts';
import { ledgerLines, ledgerOf } from '../run/ledger.ts';
import { loadChecks } from '../run/load.ts';
import { checksFor, type Selection } from '../run/select.ts';
import { EXIT, type ExitCode } from './exit.ts';
import type { Io } from './io.ts';
import { rowNotes, rowsOf } from './list-requirements.ts';
import { editionOf, formatsOf } from './parse.ts';
import { selectChecks } from './selection.ts';
import { UsageError } from './usage.ts';

export interface ListOptions extends Selection {
  readonly requirements?: boolean;
  readonly format?: readonly string[];
  readonly contract?: string;
  readonly json?: boolean;
}

/**
 * `gateway-check list`: the checks, or the rows of the contract with the checks that cover them.
 * @throws UsageError for a filter that matches nothing and for an unknown format or edition
 */
export async function list(options: ListOptions, io: Pick<Io, 'stdout'>): Promise<ExitCode> {
  const formats = formatsOf(options.format) ?? FORMATS;
  const edition = editionOf(options.contract) ?? CURRENT;
  const checks = await loadChecks();
  if (options.requirements) {
    const rows = rowsOf(checks, formats, options, edition);
    write(rows, rowNotes);
    if (!options.json) io.stdout.write(`\n${ledgerLines(ledgerOf(rows, checks)).join('\n')}\n`);
  } else write(entriesOf(filtered(checks, options), formats, edition), checkNotes);
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

function filtered(checks: readonly Check[], options: ListOptions): readonly Check[] {
  return options.only === undefined && options.skip === undefined ? checks : selectChecks(checks, options);
}

type Entry = ReturnType<typeof entriesOf>[number];

/** The checks that run in one of the formats, each with those of them in which it does. */
function entriesOf(checks: readonly Check[], formats: readonly FormatId[], edition: Edition) {
  return checks.flatMap((check) => {
    const { id, title, vantage, outside = false, rehearsable = false, disturbs, slow = false } = check;
    const runsIn = formats.filter((format) => checksFor({ format, edition }, [check]).length > 0);
    if (runsIn.length === 0) return [];
    const requirements = check.requirements.filter((row) => edition.levels[row] !== undefined);
    const level = levelOf(check, edition);
    const seen = { vantage, outside, rehearsable };
    return [{ id, level, title, requirements, formats: runsIn, ...seen, disturbs, slow }];
  });
}

function checkNotes({ requirements, slow, outside, rehearsable }: Entry): string[] {
  return [
    requirements.join(' '),
    ...(slow ? ['slow'] : []),
    ...(outside ? ['from outside'] : []),
    ...(rehearsable ? ['with rehearsed failures'] : []),
  ];
}
