import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached, install } from './cached.ts';

/**
 * Fetches packages of PyPI into a virtual environment in the user's cache, at first use.
 * @param name of the folder, with the versions in it
 * @param packages as pip takes them, `name[extra]==version`
 * @returns the environment: its programs are in `bin`
 * @throws with what pip said
 */
export function pipPackages(name: string, packages: readonly string[]): Promise<string> {
  return cached(name, async (fresh, last) => {
    install('make a virtual environment', 'python3', ['-m', 'venv', fresh]);
    install(`fetch ${packages.join(' ')}`, join(fresh, 'bin', 'pip'), ['install', '--quiet', ...packages]);
    await moveScripts(join(fresh, 'bin'), fresh, last);
  });
}

/** Programs of an environment name the Python in it by its place, which is about to change. */
async function moveScripts(bin: string, from: string, to: string): Promise<void> {
  for (const name of await readdir(bin)) {
    const file = join(bin, name);
    if (!(await stat(file)).isFile()) continue;
    const text = await readFile(file, 'latin1');
    if (text.startsWith('#') && text.includes(from))
      await writeFile(file, text.replaceAll(from, to), 'latin1');
  }
}
