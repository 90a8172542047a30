import { readFile } from 'node:fs/promises';
import { printable } from '../report/terminal.ts';
import { FAMILIES, type ValidatedAnswer, validateAnswer } from '../wire/answer.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { reason } from './files.ts';
import type { Io } from './io.ts';
import { didYouMean, UsageError } from './usage.ts';

export interface ValidateOptions {
  /** Name of the API that must have answered; any when absent. */
  readonly format?: string;
  readonly json?: boolean;
}

/** One file that could be read. `format` is what it turned out to be, such as `message` or `sse`. */
interface Verdict {
  readonly file: string;
  readonly format: ValidatedAnswer['kind'];
  readonly defects: ValidatedAnswer['defects'];
}

/**
 * `gateway-check validate`: judges saved answers, `-` being stdin. The report goes to stdout, files
 * that cannot be read to stderr. Returns the exit code: 2 when a file could not be read, else 1 when
 * any has a defect.
 * @throws UsageError for an unknown format or no file at all
 */
export async function validate(
  files: readonly string[],
  options: ValidateOptions,
  io: Pick<Io, 'stdout' | 'stderr' | 'stdin'>,
): Promise<ExitCode> {
  const { format } = options;
  const family = FAMILIES.find((known) => known === format);
  if (format !== undefined && !family) {
    throw new UsageError(
      `--format ${printable(format)} is no family of answers${didYouMean(format, FAMILIES)}; known: ${FAMILIES.join(', ')}.`,
    );
  }
  if (files.length === 0) throw new UsageError('no file given; name saved answers, or - for stdin.');
  const verdicts: Verdict[] = [];
  let unreadable = false;
  for (const file of files) {
    const bytes = await read(file, io.stdin).catch((error: unknown) => {
      unreadable = true;
      io.stderr.write(`${printable(file)} cannot be read: ${printable(reason(error))}\n`);
    });
    if (!bytes) continue;
    const { kind, defects } = validateAnswer(bytes, family);
    verdicts.push({ file, format: kind, defects });
  }
  if (options.json) io.stdout.write(`${JSON.stringify(verdicts, null, 2)}\n`);
  else for (const verdict of verdicts) io.stdout.write(describe(verdict));
  if (unreadable) return EXIT.usage;
  return verdicts.some((verdict) => verdict.defects.length > 0) ? EXIT.failed : EXIT.ok;
}

/** The first defects usually cause the rest, and a file that is something else altogether has thousands. */
const MOST_DEFECTS = 20;
/** A defect quotes what it found, which may be a line without end. */
const MOST_TEXT = 200;

function describe({ file, format, defects }: Verdict): string {
  const tally = ['no defects', '1 defect'][defects.length] ?? `${defects.length} defects`;
  const lines = defects.slice(0, MOST_DEFECTS).map(({ offset, rule, text }) => {
    const shown = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
    return `  byte ${offset}  ${rule}  ${shown}`;
  });
  const more = defects.length - lines.length;
  if (more > 0) lines.push(`  and ${more} more; --json lists them all`);
  return [`${file}: ${format}, ${tally}`, ...lines].map((line) => `${printable(line)}\n`).join('');
}

async function read(file: string, stdin: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  if (file !== '-') return readFile(file);
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}
