import { Command } from 'commander';
import type { ExitCode } from './exit.ts';
import type { Io } from './io.ts';
import { version } from './version.ts';

/** What an action does: the heavy modules are imported only inside it, so that `--help` stays fast. */
export type Done = (code: ExitCode) => void;

const RUN_EXAMPLE = example('gateway-check run http://127.0.0.1:4000 --upstream 8788');

/**
 * The command line, declared. Actions hand their exit code to `done`.
 * @throws CommanderError from its parse methods for what does not fit, and after `--help` and `--version`
 */
export function program(io: Io, done: Done): Command {
  const root = new Command('gateway-check')
    .description('Does an LLM gateway keep the contract that Claude Code relies on?')
    .version(version())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: () => {},
      getOutHelpWidth: () => io.stdout.columns ?? 100,
    })
    .helpCommand(false)
    .addHelpText('after', RUN_EXAMPLE);

  root
    .command('run')
    .description('check a gateway; without url, the built-in reference gateway')
    .argument('[url]', 'base URL of the gateway, as in ANTHROPIC_BASE_URL or the variable of its format')
    .addHelpText('after', RUN_EXAMPLE);
  // A long list of options is declared only for the command that was given: it takes time.
  root.hook('preSubcommand', async (_, given) => {
    if (given.name() === 'run') (await import('./run-command.ts')).runOptions(given, io, done);
    if (given.name() === 'mock') (await import('./mock-command.ts')).mockOptions(given, io, done);
  });

  root
    .command('mock')
    .description('stand in for the genuine APIs; prints the lines to point Claude Code at it')
    .addHelpText('after', example('gateway-check mock --scenario two-tools.json'));

  root
    .command('list')
    .description('list the checks, or the requirements of the contract')
    .option('--requirements', 'the rows of the contract in place of the checks')
    .option('--only <glob>', 'check ids or requirement ids; repeatable', collect)
    .option('--skip <glob>', 'leave these out; repeatable', collect)
    .option('--format <format>', 'what applies to a format, as in run; repeatable', collect)
    .option('--contract <edition>', 'those of an edition of the contract')
    .option('--json', 'as JSON, with everything about each')
    .addHelpText('after', example("gateway-check list --requirements --only 'MSG-HDR-*'"))
    .action(async (options) => done(await (await import('./list.ts')).list(options, io)));

  root
    .command('explain <id>')
    .description('explain a check or a requirement: rule, level, what breaks, how to mend and to dispute it')
    .addHelpText('after', example('gateway-check explain MSG-HDR-01'))
    .action(async (id) => done(await (await import('./explain.ts')).explain(id, io)));

  root
    .command('validate <file...>')
    .description('judge saved answers: message, count, model list, error or event stream; - is stdin')
    .option('--format <family>', 'whose answers they must be: anthropic, bedrock or vertex (default: any)')
    .option('--json', 'as JSON')
    .addHelpText('after', example('gateway-check validate --format bedrock answer.json stream.bin'))
    .action(async (files, options) =>
      done(await (await import('./validate.ts')).validate(files, options, io)),
    );

  root
    .command('faults')
    .description(
      'prove the checks: run them against every built-in broken gateway, in every format that it is broken in, and print the matrix',
    )
    .option('--only <glob>', 'ids of broken gateways; repeatable', collect)
    .option('--format <f>', 'formats in which to try them; repeatable', collect)
    .option('--json', 'as JSON')
    .addHelpText('after', example("gateway-check faults --only 'beta-*' --format vertex"))
    .action(async (options) => done(await (await import('./faults.ts')).faults(options, io)));

  return root;
}

/** Takes the values of a repeatable option together. */
export function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

/** The example under a command's help. */
function example(line: string): string {
  return `\nExample:\n  $ ${line}`;
}
