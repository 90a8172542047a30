import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** What each folder may import besides itself. Arrows go one way, so that a part can be read alone. */
const MAY_IMPORT: { readonly [folder: string]: readonly string[] } = {
  'src/contract': [],
  'src/wire': ['src/contract'],
  'src/net': ['src/contract', 'src/wire'],
  'src/mock': ['src/contract', 'src/wire', 'src/net'],
  'src/run': ['src/contract', 'src/wire', 'src/net'],
  'src/report': ['src/contract', 'src/wire', 'src/net', 'src/run'],
  'src/cli': [
    'src/contract',
    'src/wire',
    'src/net',
    'src/mock',
    'src/run',
    'src/report',
    'src/stand.ts',
    'src/place.ts',
    'src/targets.ts',
    'src/seen.ts',
    'src/trial.ts',
  ],
  suites: ['src/suite.ts'],
};

const root = fileURLToPath(new URL('..', import.meta.url));

function sources(folder: string): string[] {
  return readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

/** Project files that a file imports, as paths from the root. */
function imports(file: string): string[] {
  const text = readFileSync(resolve(root, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path]) => path ?? '');
  return specifiers.map((path) => relative(root, resolve(root, dirname(file), path)).replaceAll('\\', '/'));
}

test.each(Object.entries(MAY_IMPORT))('%s imports only what it may', (folder, allowed) => {
  const files = sources(folder);
  const stray = files.flatMap((file) =>
    imports(file)
      .filter((path) => ![folder, ...allowed].some((ok) => path === ok || path.startsWith(`${ok}/`)))
      .map((path) => `${file} imports ${path}`),
  );
  expect(files.length).toBeGreaterThan(0);
  expect(stray).toEqual([]);
});
