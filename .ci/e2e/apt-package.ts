import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cached, install } from './cached.ts';

/**
 * Fetches packages of Debian, with what they need and this machine lacks, and unpacks them into the user's cache at
 * first use. Nothing is installed: packages of servers would start them.
 * @returns the folder that stands for `/`: programs are in `usr/bin` and `usr/sbin`
 * @throws with what apt said
 */
export function aptPackages(name: string, packages: readonly string[]): Promise<string> {
  return cached(name, (fresh) => {
    const debs = join(fresh, 'debs');
    mkdirSync(debs);
    try {
      download(packages, debs);
    } catch {
      // Lists are missing, or older than the mirror.
      asRoot('read the lists of packages', ['update', '-qq']);
      download(packages, debs);
    }
    for (const deb of readdirSync(debs)) install(`unpack ${deb}`, 'dpkg', ['-x', join(debs, deb), fresh]);
    rmSync(debs, { recursive: true });
  });
}

function download(packages: readonly string[], folder: string): void {
  const aim = `fetch ${packages.join(' ')}`;
  const simulated = ['install', '--simulate', '--reinstall', '--no-install-recommends', ...packages];
  const needed = [...install(aim, 'apt-get', simulated).matchAll(/^Inst (\S+)/gm)].map(
    ([, found = '']) => found,
  );
  install(aim, 'apt-get', ['-o', 'APT::Sandbox::User=root', 'download', '-qq', ...needed], { cwd: folder });
}

function asRoot(aim: string, args: readonly string[]): void {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) install(aim, 'apt-get', args);
  else install(aim, 'sudo', ['apt-get', ...args]);
}

/** The environment in which a program out of such a folder finds the libraries out of it. */
export function ownLibraries(unpacked: string): Readonly<Record<string, string>> {
  const folder = join(unpacked, 'usr', 'lib');
  // Named after the processor.
  const own = readdirSync(folder).find((name) => name.includes('-linux-'));
  return { LD_LIBRARY_PATH: join(folder, own ?? '') };
}
