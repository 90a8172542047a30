import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The user's cache of what tests fetch. */
export const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'gateway-check');

/**
 * Fetches packages of npm into the user's cache at first use: they are what tests need, never dependencies.
 * @param name of the folder, with the versions in it
 * @param packages as npm takes them, `name@version`
 * @returns the folder that holds their `node_modules`
 * @throws with what npm said
 */
export async function npmPackages(name: string, packages: readonly string[]): Promise<string> {
  const folder = join(CACHE, name);
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  // Installed beside and renamed, so that an interrupted download never looks finished.
  const fresh = await mkdtemp(join(CACHE, 'fetch-'));
  const npm = spawnSync(
    'npm',
    ['install', '--prefix', fresh, '--ignore-scripts', '--no-audit', '--no-fund', ...packages],
    { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  if (npm.status !== 0) throw new Error(`npm could not fetch ${packages.join(' ')}:\n${npm.stderr}`);
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
  return folder;
}
