/**
 * Checks gateways that others make: `npm run interop -- <gateway...>`. Installs each into the user's cache, starts it on
 * loopback, runs the tool for each of its routes, and compares what that reports with what was filed; `--file` files it.
 */
import { Command, CommanderError } from 'commander';
import { EXIT, type ExitCode, exit } from '../src/cli/exit.ts';
import { UsageError } from '../src/cli/usage.ts';
import { drive, Failed } from './drive.ts';
import { loadGateways, nameOf, waysOf } from './ways.ts';

interface Options {
  readonly setup?: string;
  readonly route?: string;
  readonly all?: boolean;
  readonly file?: boolean;
  readonly keep?: boolean;
}

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());

exit(await main(process.argv.slice(2)));

async function main(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const command = new Command('interop')
    .argument('[gateway...]')
    .option('--all', 'all of them')
    .option('--setup <name>', 'only this configuration')
    .option('--route <name>', 'only this way in')
    .option('--file', 'file the reports, in place of comparing them with those that are filed')
    .option('--keep', 'leave configuration and logs of the gateways')
    .exitOverride()
    .action(async (gateways: readonly string[], options: Options) => {
      code = await checked(gateways, options);
    });
  try {
    await command.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT.usage;
  }
}

async function checked(gateways: readonly string[], options: Options): Promise<ExitCode> {
  const { all = false, keep = false, setup, route } = options;
  const known = await loadGateways();
  if (gateways.length === 0 && !all) {
    const names = known.map(({ name }) => name).join(', ');
    throw new UsageError(`Name a gateway, or give --all. There are ${names}.`);
  }
  const ways = waysOf(known, { gateways, ...(setup && { setup }), ...(route && { route }) });
  const { signal } = interruption;
  let code: ExitCode = EXIT.ok;
  for (const way of ways) {
    if (signal.aborted) return EXIT.interrupted;
    process.stdout.write(`=== ${nameOf(way)}\n`);
    try {
      const { report } = await drive(way, { signal, keep, print: (text) => process.stdout.write(text) });
      process.stdout.write(`=== ${nameOf(way)}: ${report.summary.verdict}\n`);
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      process.stderr.write(`${error.message}\n`);
      code = EXIT.unproven;
    }
  }
  return signal.aborted ? EXIT.interrupted : code;
}
