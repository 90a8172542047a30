/**
 * Compiles a project beside and puts the result in place of the folder: `node .ci/compile.js <project> <folder>`, with
 * further options of tsc. Whatever runs from that folder meanwhile never finds it half written, and no output of a
 * source that has gone stays behind.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

const [project, folder, ...options] = process.argv.slice(2);
const fresh = `.cache/compiled-${process.pid}`;
const old = `${fresh}-old`;

const tsc = spawnSync(
  process.execPath,
  ['node_modules/typescript/bin/tsc', '-p', project, '--outDir', fresh, ...options],
  { stdio: 'inherit' },
);
if (tsc.status === 0) {
  mkdirSync(dirname(folder), { recursive: true });
  try {
    renameSync(folder, old);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  renameSync(fresh, folder);
}
for (const gone of [fresh, old]) rmSync(gone, { recursive: true, force: true });
process.exitCode = tsc.status ?? 1;
