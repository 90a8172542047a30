/** Tries the mutations that the parent sends, several at a time: they wait more than they compute. */
import { loadChecks } from '../../src/run/load.ts';
import { attempt } from './attempt.ts';
import type { Draw } from './draw.ts';

const checks = loadChecks();

process.on('message', async ({ mutation, touched }: Draw) => {
  const broken = (error: unknown) => ({ n: mutation.n, applied: 0, broke: true, saw: String(error) });
  process.send?.(await attempt(mutation, await checks, touched).catch(broken));
});
