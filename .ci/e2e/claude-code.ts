import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

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
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'gateway-check');
  const folder = join(cache, `claude-code-${VERSION}`);
  const platform = `${process.platform}-${process.arch}`;
  const binary = join(folder, 'node_modules', '@anthropic-ai', `claude-code-${platform}`, 'claude');
  if (existsSync(binary)) return binary;
  await mkdir(cache, { recursive: true });
  // Installed beside and renamed, so that an interrupted download never looks finished.
  const fresh = await mkdtemp(join(cache, 'fetch-'));
  const npm = spawnSync(
    'npm',
    [
      'install',
      '--prefix',
      fresh,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `@anthropic-ai/claude-code@${VERSION}`,
    ],
    { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  if (npm.status !== 0) throw new Error(`npm could not fetch Claude Code ${VERSION}:\n${npm.stderr}`);
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
  return binary;
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
