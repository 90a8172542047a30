import { readFile } from 'node:fs/promises';
import { type ValidatedAnswer, validateAnswer } from '../wire/messages/answer.ts';
import { EXIT, type ExitCode } from './exit.ts';
import type { Io } from './io.ts';

const FAMILIES = { anthropic: validateAnswer } as const;
/** The families of answers that `--format` picks from. */
export type Family = keyof typeof FAMILIES;
export const FAMILY_NAMES = Object.keys(FAMILIES) as readonly Family[];

export interface ValidateOptions {
  /** Default: `anthropic`. */
  readonly format?: Family;
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
 */
export async function validate(
  files: readonly string[],
  options: ValidateOptions,
  io: Pick<Io, 'stdout' | 'stderr' | 'stdin'>,
): Promise<ExitCode> {
  const judge = FAMILIES[options.format ?? 'anthropic'];
  const verdicts: Verdict[] = [];
  let unreadable = files.length === 0;
  if (unreadable) io.stderr.write('No file given. Name saved answers, or - for stdin.\n');
  for (const file of files) {
    try {
      const { kind, defects } = judge(file === '-' ? await readAll(io.stdin) : await readFile(file));
      verdicts.push({ file, format: kind, defects });
    } catch (error) {
      unreadable = true;
      io.stderr.write(`${printable(file)} cannot be read: ${reason(error)}\n`);
    }
  }
  if (options.json) io.stdout.write(`${JSON.stringify(verdicts, null, 2)}\n`);
  else for (const verdict of verdicts) io.stdout.write(describe(verdict));
  if (unreadable) return EXIT.usage;
  return verdicts.some((verdict) => verdict.defects.length > 0) ? EXIT.failed : EXIT.ok;
}

function describe({ file, format, defects }: Verdict): string {
  const tally = ['no defects', '1 defect'][defects.length] ?? `${defects.length} defects`;
  const lines = defects.map(({ offset, rule, text }) => `  byte ${offset}  ${rule}  ${text}`);
  return [`${file}: ${format}, ${tally}`, ...lines].map((line) => `${printable(line)}\n`).join('');
}

async function readAll(stdin: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder; name the files in it';
  if (code === 'EACCES') return 'no permission';
  return printable(error instanceof Error ? error.message : String(error));
}

/** What a gateway answered must not steer the terminal: control and direction characters as escapes. */
function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
