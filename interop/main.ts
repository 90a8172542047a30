/**
 * Checks gateways that others make: `npm run interop -- <gateway...>`. Installs each into the user's cache, starts it on
 * loopback, runs the tool for each of its routes, and compares what that reports with what was filed; `--file` files it.
 */
import { Command } from 'commander';
import { EXIT, type ExitCode, exit } from '../src/cli/exit.ts';
import { wholeNumber } from '../src/cli/parse.ts';
import { UsageError } from '../src/cli/usage.ts';
import { judge, type Verdict } from './judge.ts';
import { exitCodeOf } from './program.ts';
import { loadGateways, nameOf, waysOf } from './ways.ts';

interface Options {
  readonly setup?: string;
  readonly route?: string;
  readonly all?: boolean;
  readonly file?: boolean;
  readonly keep?: boolean;
  readonly quick?: boolean;
  readonly jobs: string;
}

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());
const { signal } = interruption;

const command = new Command('interop')
  .argument('[gateway...]')
  .option('--all', 'every gateway')
  .option('--setup <name>', 'only this configuration')
  .option('--route <name>', 'only this way in')
  .option('--quick', 'leave out the ways whose run takes more than ten minutes')
  .option('--file', 'file the reports, in place of comparing them with those that are filed')
  .option('--keep', 'leave configuration and logs of the gateways')
  .option('--jobs <n>', 'so many at once; of each is shown only what differs', '1');

exit(await exitCodeOf<Options>(command, process.argv.slice(2), checked));

async function checked(given: readonly string[], options: Options): Promise<ExitCode> {
  const { all = false, file = false, keep = false, quick = false, setup, route } = options;
  if (given.length > 0 === all) throw new UsageError('Name gateways, or give --all.');
  const wanted = { gateways: given, ...(setup && { setup }), ...(route && { route }) };
  const asked = waysOf(await loadGateways(), wanted);
  const ways = asked.filter((way) => !(quick && way.route.isSlow));
  const jobs = wholeNumber(1)('--jobs', options.jobs);
  const say = (text: string) => process.stdout.write(text);
  for (const way of asked) if (!ways.includes(way)) say(`=== ${nameOf(way)}: left out, it takes long\n`);
  const left = ways.values();
  const verdicts: Verdict[] = [];
  const worker = async () => {
    for (const way of left) {
      if (signal.aborted) return;
      const started = performance.now();
      const said: string[] = [];
      if (jobs === 1) say(`=== ${nameOf(way)}\n`);
      const print = jobs === 1 ? say : (text: string) => said.push(text);
      const verdict = await judge(way, { signal, keep, file, print });
      const seconds = Math.round((performance.now() - started) / 1000);
      if (verdict.code !== EXIT.ok) say(said.join(''));
      say(`=== ${nameOf(way)}, ${seconds} s: ${verdict.text}\n`);
      verdicts.push(verdict);
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  const fine = verdicts.filter(({ code }) => code === EXIT.ok).length;
  say(`${fine} of ${ways.length} ways ${file ? 'filed' : 'as filed'}\n`);
  const codes = new Set(verdicts.map(({ code }) => code));
  const worst = [EXIT.failed, EXIT.unproven].find((code) => codes.has(code));
  return signal.aborted ? EXIT.interrupted : (worst ?? EXIT.ok);
}
