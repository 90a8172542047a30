import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Check } from './check.ts';

/**
 * Every check of the built-in suites, found by listing `suites/` next to `src/` (or their compiled
 * twins), in order of id. There is no central list to forget.
 * @throws if two checks share an id or a suite file does not export a list
 */
export async function loadChecks(): Promise<Check[]> {
  const extension = import.meta.url.endsWith('.ts') ? '.check.ts' : '.check.js';
  const root = new URL('../../suites/', import.meta.url);
  const names = await readdir(fileURLToPath(root), { recursive: true });
  const files = names.filter((name) => name.endsWith(extension)).sort();
  const lists = await Promise.all(files.map((name) => listed(new URL(name.replaceAll('\\', '/'), root))));
  const checks = lists.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
  const twice = checks.find((check, i) => check.id === checks[i + 1]?.id);
  if (twice) throw new Error(`two checks are called ${twice.id}`);
  return checks;
}

async function listed(url: URL): Promise<Check[]> {
  const module: { default?: unknown } = await import(url.href);
  if (!Array.isArray(module.default))
    throw new Error(`${url.pathname} does not export a list of checks by default`);
  return module.default;
}
