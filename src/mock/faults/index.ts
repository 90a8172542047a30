import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Fault } from './fault.ts';

/** Every broken gateway, found by listing this folder, in order of id. */
export async function loadFaults(): Promise<Fault[]> {
  const extension = import.meta.url.endsWith('.ts') ? '.fault.ts' : '.fault.js';
  const folder = new URL('./', import.meta.url);
  const names = (await readdir(fileURLToPath(folder))).filter((name) => name.endsWith(extension)).sort();
  return Promise.all(
    names.map(async (name) => {
      const module: { default: Fault } = await import(new URL(name, folder).href);
      return module.default;
    }),
  );
}
