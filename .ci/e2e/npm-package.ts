import { cached, install } from './cached.ts';

/**
 * Fetches packages of npm into the user's cache at first use: they are what tests need, never dependencies.
 * @param name of the folder, with the versions in it
 * @param packages as npm takes them, `name@version`
 * @returns the folder that holds their `node_modules`
 * @throws with what npm said
 */
export function npmPackages(name: string, packages: readonly string[]): Promise<string> {
  return cached(name, (fresh) => {
    const options = ['--ignore-scripts', '--no-audit', '--no-fund'];
    install(`fetch ${packages.join(' ')}`, 'npm', ['install', '--prefix', fresh, ...options, ...packages]);
  });
}
