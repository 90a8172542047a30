import { constants } from 'node:fs';
import { access, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { UsageError } from './usage.ts';

/**
 * Reads a file that an option names.
 * @throws UsageError when it cannot be read
 */
export async function readNamed(option: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UsageError(`${option} ${path}: ${reason(error)}`);
  }
}

/**
 * Makes sure, before any work is done, that a file can be written later.
 * @throws UsageError when its folder is missing or closed, or it is a folder itself
 */
export async function refuseUnwritable(option: string, path: string): Promise<void> {
  const folder = dirname(path);
  const known = await stat(folder).catch(() => undefined);
  if (!known?.isDirectory()) {
    throw new UsageError(`${option} ${path}: there is no folder ${folder}. Create it, or name another file.`);
  }
  const existing = await stat(path).catch(() => undefined);
  if (existing?.isDirectory()) throw new UsageError(`${option} ${path}: that is a folder. Name a file.`);
  await access(folder, constants.W_OK).catch((error: unknown) => {
    throw new UsageError(`${option} ${path}: ${reason(error)}`);
  });
}

/**
 * Writes a file whole or not at all: a reader never sees half of it, nor loses the one before.
 * @throws UsageError when it cannot be written
 */
export async function writeWhole(option: string, path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw new UsageError(`${option} ${path}: ${reason(error)}`);
  }
}

/** What a file system error means. */
export function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder; name the files in it';
  if (code === 'EACCES' || code === 'EPERM') return 'no permission';
  return error instanceof Error ? error.message : String(error);
}

/** That of root has five, names nobody, and might be met anywhere. */
const TELLING = 8;

/** Folders that name who runs the tool: a gateway on the same machine may show them, in stack traces. */
export function ownFolders(): string[] {
  return [homedir(), join(homedir(), '.cache')].filter((folder) => folder.length >= TELLING);
}
