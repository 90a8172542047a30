/**
 * Runs everything again and again while all cores are busy: `npm run soak`, with `-- --runs <n>` so many
 * times. A status that is not that of the first run is a flake, and ends with 1. Runs in both vantages
 * against the built-in reference gateway, and against a tuned nginx where there is one.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { tunedNginx } from '../e2e/nginx.ts';
import { freePort } from '../e2e/server-process.ts';
import { underLoad } from './load.ts';
import { type Outcome, runOnce, type Way } from './run.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '50' },
    format: { type: 'string', multiple: true, default: ['all'] },
    idle: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  process.stderr.write(`--runs is "${values.runs}"; give a whole number of 1 or more\n`);
  process.exit(2);
}
const formats = values.format.flatMap((format) => ['--format', format]);
const say = (line: string) => process.stdout.write(`${line}\n`);

await using nginx = await nginxAhead();
using _load = values.idle ? undefined : underLoad();
const ways: readonly Way[] = [
  { name: 'reference gateway, both sides', argv: formats },
  { name: 'reference gateway, from the client', argv: [...formats, '--no-upstream'] },
  ...(nginx ? [{ name: 'tuned nginx, both sides', argv: [...nginx.argv, ...formats] }] : []),
];
if (!nginx) say('nginx is not installed: left out');

// Ended from outside, it ends what it started.
let isEnding = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    isEnding = true;
  });

let flakes = 0;
const firsts = new Map<Way, Outcome>();
for (let run = 1; run <= runs; run += 1) {
  for (const way of ways) {
    if (isEnding) break;
    const started = performance.now();
    const outcome = await runOnce(way);
    const first = firsts.get(way) ?? outcome;
    firsts.set(way, first);
    const found = differences(first, outcome);
    flakes += found.length;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(`${run}/${runs} ${way.name}: exit ${outcome.exit}, ${outcome.statuses.size} results, ${seconds} s`);
    for (const line of found) say(line);
  }
}
say(`${runs} runs, ${flakes} flakes`);
process.exitCode = flakes === 0 ? 0 : 1;

/** What is not as it was in the first run, or was wrong in that one, a line each. */
function differences(first: Outcome, now: Outcome): string[] {
  const seed = `(seed ${now.seed}; the first run had ${first.seed})`;
  const lines: string[] = [];
  if (now.exit !== 0) lines.push(`  FLAKE: exit ${now.exit} ${seed} ${now.stopped ?? now.stderr}`);
  for (const id of new Set([...first.statuses.keys(), ...now.statuses.keys()])) {
    const [before, after] = [first.statuses.get(id), now.statuses.get(id)];
    if (before === after) continue;
    lines.push(`  FLAKE: ${id}: ${after ?? 'not run'}, not ${before ?? 'run'} ${seed}`, ...seen(now, id));
  }
  return lines;
}

/** What the check saw, with the exchanges that show it. */
function seen({ report }: Outcome, id: string): string[] {
  const result = report?.results.find(({ check, format }) => `${check} in ${format}` === id);
  const observations = result?.observations.map((one) => `    ${JSON.stringify(one)}`) ?? [];
  return [...observations, ...(result?.exchanges ?? []).map((one) => `    ${JSON.stringify(one)}`)];
}

/** A tuned nginx in front of a port where each run will listen as the upstream. */
async function nginxAhead() {
  if (spawnSync('nginx', ['-v']).error) return undefined;
  const port = await freePort();
  const server = await tunedNginx(`http://127.0.0.1:${port}`);
  return {
    argv: [server.url, '--upstream', String(port)],
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
