import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npmPackages } from './npm-package.ts';

/** The release that the expectations were written against; another one may send other traffic. */
const VERSION = '2.1.330';
/** Start-up takes about a second; ten times that is a hang. */
const LIMIT_MS = 20_000;

/** What one `claude -p` left behind. */
export interface ClientRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
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
  files: Readonly<Record<string, string>> = {},
): Promise<ClientRun> {
  const binary = await claudeCode();
  const home = await mkdtemp(join(tmpdir(), 'gateway-check-claude-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(home, name), text);
    return await new Promise((resolve, reject) => {
      const child = spawn(binary, args, {
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
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
