import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { npmPackages } from './npm-package.ts';

/** The release that the expectations were written against; another one may send other traffic. */
export const VERSION = '2.1.330';
/** Start-up takes about a second, on a machine that does much else twenty; this long is a hang. */
const LIMIT_MS = 60_000;

/** What one `claude -p` left behind. */
export interface ClientRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Text of the file that was to be kept; absent: none was asked for, or there is none. */
  readonly kept?: string;
}

export interface ClientOptions {
  /** By path in its home, which is the folder that it works in, too. */
  readonly files?: Readonly<Record<string, string>>;
  /** Path of one file in its home whose text is wanted when it has ended. */
  readonly keeps?: string;
  /** Words of the command that puts it where the gateway can be reached, such as `nsenter`. */
  readonly within?: readonly string[];
}

/**
 * Path of the Claude Code binary, fetched from npm into the user's cache at first use. Never part of
 * the package: its licence and its 380 MB are the vendor's.
 */
export async function claudeCode(): Promise<string> {
  const folder = await npmPackages(`claude-code-${VERSION}`, [`@anthropic-ai/claude-code@${VERSION}`]);
  const platform = `${process.platform}-${process.arch}`;
  return join(folder, 'node_modules', '@anthropic-ai', `claude-code-${platform}`, 'claude');
}

/** Runs one headless prompt under a clean environment with a home and a working folder of its own. */
export async function runClaude(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { files = {}, keeps, within = [] }: ClientOptions = {},
): Promise<ClientRun> {
  const binary = await claudeCode();
  const [command = binary, ...words] = [...within, binary, ...args];
  const home = await mkdtemp(join(tmpdir(), 'gateway-check-claude-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(home, name)), { recursive: true });
      await writeFile(join(home, name), text);
    }
    const run = await new Promise<ClientRun>((resolve, reject) => {
      const child = spawn(command, words, {
        cwd: home,
        env: {
          HOME: home,
          PATH: '/usr/bin:/bin',
          CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
          CLAUDE_CODE_MAX_RETRIES: '2',
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: LIMIT_MS,
      });
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
      child.stderr.on('data', (bytes: Buffer) => err.push(bytes));
      child.on('error', reject);
      child.on('close', (exitCode) => {
        resolve({ exitCode, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
      });
    });
    const kept =
      keeps === undefined ? undefined : await readFile(join(home, keeps), 'utf8').catch(() => undefined);
    return { ...run, ...(kept !== undefined && { kept }) };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
