import { EXIT, type ExitCode } from '../src/cli/exit.ts';
import { changes } from './changes.ts';
import { type Driven, type DriveOptions, drive, Failed } from './drive.ts';
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

/** Runs one way, and compares or files what it reports. Nothing is thrown that is no fault of this program. */
export async function judge(way: Way, options: JudgeOptions): Promise<Verdict> {
  try {
    const driven = await drive(way, options);
    if (options.file) return { code: EXIT.ok, text: `filed as ${await file(driven)}` };
    return await compared(driven);
  } catch (error) {
    if (error instanceof Failed) return { code: EXIT.unproven, text: error.message };
    if (error instanceof Unfit) return { code: EXIT.failed, text: error.message };
    throw error;
  }
}

async function compared({ way, report }: Driven): Promise<Verdict> {
  const filed = await filedReport(way);
  const { verdict } = report.summary;
  if (!filed) return { code: EXIT.failed, text: `${verdict}; nothing is filed yet, --file files it` };
  const found = changes(filed.report, report);
  if (found.length === 0) return { code: EXIT.ok, text: `${verdict}, as filed` };
  return {
    code: EXIT.failed,
    text: `other than ${filed.file}:\n${found.map((line) => `  ${line}`).join('\n')}`,
  };
}
