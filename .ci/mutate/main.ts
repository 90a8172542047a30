/**
 * Breaks the reference gateway at random and looks whether the suites notice: `npm run mutate`, with
 * `-- --count <n> --seed <s>`, `--only <n>` for one of them, `--write` for the page in docs, `--verbose` for each
 * mutation and the tables of that page. Ends with 1 below 99% or when a mutation went unnoticed that no
 * explanation covers.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { loadChecks } from '../../src/run/load.ts';
import { census } from './census.ts';
import { draws, type Sites } from './draw.ts';
import { mutationText, WIRES } from './mutation.ts';
import { Pool } from './pool.ts';
import { explanations, type Fate, kindOf, page, rateOf, summary, tables } from './table.ts';

/** The least that must be noticed of what the contract protects. */
const LEAST = 0.99;
/** Draws for one number, before what nothing ever carries is given up. */
const REDRAWS = 50;
/** Mutations between two lines that say how far it is. */
const PROGRESS = 100;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true, default: [] },
    verbose: { type: 'boolean', default: false },
    workers: { type: 'string', default: String(availableParallelism()) },
    write: { type: 'boolean', default: false },
  },
});
const count = Number(values.count);
if (!Number.isInteger(count) || count < 1) {
  process.stderr.write(`--count is "${values.count}"; give a whole number of 1 or more\n`);
  process.exit(2);
}
const say = (line: string) => process.stdout.write(`${line}\n`);
const started = performance.now();

const checks = await loadChecks();
const sites: Sites = new Map(
  await Promise.all(WIRES.map(async (format) => [format, await census(format, checks)] as const)),
);
for (const [format, { length }] of sites) say(`${format}: ${length} places to break`);

using pool = new Pool(Number(values.workers));
const wanted = values.only.length > 0 ? values.only.map(Number) : numbers(count);
const fates: Fate[] = [];
// Ended from outside, it says what it has found so far.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    report();
    process.exit(1);
  });
await Promise.all(wanted.map(fateOf));
report();

/** Says what was found, and sets the exit code. */
function report(): void {
  if (values.verbose)
    say(`${tables(fates)}\n${explanations(fates, 'free')}\n${explanations(fates, 'missed')}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  say(`${summary(fates)}, ${seconds} s, seed ${values.seed}`);
  if (values.write)
    writeFileSync(new URL('../../../../docs/mutation.md', import.meta.url), page(fates, values.seed));
  const isExplained = !fates.some(({ kind }) => kind === 'survived' || kind === 'broke');
  process.exitCode = rateOf(fates) >= LEAST && isExplained ? 0 : 1;
}

/** Draws until a mutation changes something, and says what became of it. */
async function fateOf(n: number): Promise<void> {
  let tries = 0;
  for (const draw of draws(n, values.seed, sites)) {
    const first = await pool.attempt(draw);
    // A check that trips where nothing was changed ran out of time on a busy machine: it is asked once more.
    const outcome = kindOf(draw, first) === 'broke' ? await pool.attempt(draw) : first;
    if (outcome.applied > 0 || outcome.by !== undefined || outcome.broke) {
      const fate: Fate = { ...draw, ...outcome, kind: kindOf(draw, outcome) };
      tell(fate);
      return;
    }
    tries += 1;
    if (tries === REDRAWS) break;
  }
  throw new Error(`number ${n}: nothing drawn in ${REDRAWS} tries changed any exchange`);
}

/** Says what went unnoticed, with everything to judge it by; when asked, all else, too. */
function tell(fate: Fate): void {
  fates.push(fate);
  if (fates.length % PROGRESS === 0) process.stderr.write(`${fates.length} of ${wanted.length}\n`);
  if (!isUnnoticed(fate) && !values.verbose && values.only.length === 0) return;
  say(`${isUnnoticed(fate) ? 'UNNOTICED' : fate.kind}: ${mutationText(fate.mutation)}`);
  if (isUnnoticed(fate)) say(`  changed ${fate.applied} exchanges of ${inShort(fate.touched)}`);
  if (fate.by !== undefined || fate.saw !== undefined) say(`  ${fate.by}: ${fate.saw}`);
}

/** The first few of a list. */
function inShort(list: readonly string[]): string {
  const more = list.length - 5;
  return `${list.slice(0, 5).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Unlike what is free, also with an explanation. */
function isUnnoticed({ kind }: Fate): boolean {
  return kind === 'survived' || kind === 'missed' || kind === 'broke';
}

function numbers(to: number): number[] {
  return Array.from({ length: to }, (_, i) => i + 1);
}
