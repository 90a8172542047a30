import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Filing } from './filing.ts';
import type { Way } from './ways.ts';

/** What is different in each run, and stands in configurations. */
export interface Places {
  /** That of the server. */
  readonly folder: string;
  readonly installed: string;
  readonly port: string;
  readonly upstream: number;
}

/**
 * The files that configure a gateway: those of its folder as they are, and those that were written when it was
 * started, with `{port}`, `{upstream}`, `{folder}` and `{installed}` for what is different in each run.
 * @throws when there is no such file
 */
export async function configurationOf(
  { gateway, setup }: Way,
  places: Places,
): Promise<Filing['setup']['configuration']> {
  const own = setup.files.map(async (file) => ({
    file,
    text: await readFile(join('interop', gateway.name, file), 'utf8'),
  }));
  const written = (setup.written ?? []).map(async (file) => ({
    file,
    text: placeless(await readFile(join(places.folder, file), 'utf8'), places),
  }));
  return Promise.all([...own, ...written]);
}

function placeless(text: string, { folder, installed, port, upstream }: Places): string {
  const names: readonly (readonly [string, string])[] = [
    [folder, '{folder}'],
    [installed, '{installed}'],
    [port, '{port}'],
    [String(upstream), '{upstream}'],
  ];
  return names.reduce((left, [place, name]) => (place === '' ? left : left.replaceAll(place, name)), text);
}
