/**
 * Tries every broken gateway and writes docs/faults.json and docs/faults.md. With globs of ids, tries those alone and
 * keeps what was recorded of the others.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { loadFaults } from '../../src/mock/faults/index.ts';
import { loadChecks } from '../../src/run/load.ts';
import { globbed } from '../../src/run/select.ts';
import { type Seen, seenIn } from '../../src/seen.ts';
import { asDeclared, pairsOf, trials } from '../../src/trial.ts';
import { faultsPage } from './faults-page.ts';

const globs = process.argv.slice(2);
const isChosen = (id: string) => globs.length === 0 || globs.some((glob) => globbed(glob)(id));

const faults = await loadFaults();
const pairs = pairsOf(faults);
const nameOf = ({ id, format, to }: Pick<Seen, 'id' | 'format' | 'to'>) =>
  [id, 'in', format, ...(to ? ['to', to] : [])].join(' ');
const seen = new Map<string, Seen>();
if (globs.length > 0) {
  const before: readonly Seen[] = JSON.parse(await readFile('docs/faults.json', 'utf8'));
  for (const one of before) seen.set(nameOf(one), one);
}
const chosen = pairs.filter(({ fault }) => isChosen(fault.id));
for await (const { pair, trial } of trials(chosen, await loadChecks())) {
  const { id } = pair.fault;
  if (!asDeclared(trial)) {
    const { missed, extra, stopped } = trial;
    const departs = JSON.stringify({ missed, extra, stopped });
    process.stderr.write(`${nameOf({ ...pair, id })} is not as declared: ${departs}\n`);
    process.exitCode = 1;
  }
  seen.set(nameOf({ ...pair, id }), seenIn(pair, trial));
}
const record = pairs.flatMap((pair) => seen.get(nameOf({ ...pair, id: pair.fault.id })) ?? []);
await writeFile('docs/faults.json', `[\n${record.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`);
await writeFile('docs/faults.md', faultsPage(faults, record));
process.stdout.write(`${record.length} trials of ${faults.length} broken gateways\n`);
