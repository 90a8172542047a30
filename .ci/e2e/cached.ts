import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The user's cache of what tests fetch. */
export const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'gateway-check');

/**
 * A folder of the user's cache, filled at first use.
 * @param name of the folder, with the versions in it
 * @param fill puts into the fresh folder what is to be in the last one, where it is then moved
 */
export async function cached(
  name: string,
  fill: (fresh: string, last: string) => void | Promise<void>,
): Promise<string> {
  const folder = join(CACHE, name);
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  // Filled beside and renamed, so that an interrupted download never looks finished.
  const fresh = await mkdtemp(join(CACHE, 'fetch-'));
  try {
    await fill(fresh, folder);
    // Another process may have been faster, and run from there by now.
    if (!existsSync(folder)) await rename(fresh, folder);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Runs an installer to its end.
 * @param aim what it is to do, for the message
 * @throws with what it said
 */
export function install(
  aim: string,
  command: string,
  args: readonly string[],
  options: Pick<SpawnSyncOptions, 'cwd' | 'env'> = {},
): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) throw new Error(`${command} could not ${aim}:\n${error?.message ?? stderr + stdout}`);
  return stdout;
}
