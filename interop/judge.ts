import { EXIT, type ExitCode } from '../src/cli/exit.ts';
import { changes } from './changes.ts';
import { type Driven, type DriveOptions, drive } from './drive.ts';
import { file, filedReport, Unfit } from './reports.ts';
import type { Way } from './ways.ts';

export interface JudgeOptions extends DriveOptions {
  /** Files the report, in place of comparing it with the one that is filed. */
  readonly file: boolean;
}

/** What came of one way. */
export interface Verdict {
  readonly code: ExitCode;
  readonly text: string;
}

/** Runs one way, and compares or files what it reports. Nothing is thrown: others may be under way, and are to be stopped. */
export async function judge(way: Way, options: JudgeOptions): Promise<Verdict> {
  try {
    const driven = await drive(way, options);
    if (options.file) return { code: EXIT.ok, text: `filed as ${await file(driven)}` };
    return await compared(driven, options);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (error instanceof Unfit) return { code: EXIT.failed, text };
    const { needs } = way.gateway;
    return { code: EXIT.unproven, text: needs === undefined ? text : `${text}\nIt needs ${needs}.` };
  }
}

/** What differs is looked at twice: what another program does with a cut connection may be a matter of who was faster. */
async function compared({ way, report }: Driven, options: DriveOptions): Promise<Verdict> {
  const filed = await filedReport(way);
  const { verdict } = report.summary;
  if (!filed) return { code: EXIT.failed, text: `${verdict}; nothing is filed yet, --file files it` };
  const found = changes(filed.report, report, way.setup.unsteady);
  if (found.length === 0) return { code: EXIT.ok, text: `${verdict}, as filed` };
  const again = changes(filed.report, (await drive(way, options)).report, way.setup.unsteady);
  const stays = found.filter((line) => again.includes(line));
  if (stays.length > 0) return { code: EXIT.failed, text: `other than ${filed.file}:${indented(stays)}` };
  return {
    code: EXIT.ok,
    text: `${verdict}, as filed, but for what came once and not again:${indented(found)}`,
  };
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `\n  ${line}`).join('');
}
