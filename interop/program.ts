import { type Command, CommanderError } from 'commander';
import { EXIT, type ExitCode } from '../src/cli/exit.ts';
import { UsageError } from '../src/cli/usage.ts';

/**
 * Runs a command line whose action gives an exit code. What cannot be asked for is said on stderr, by commander or here.
 * @param argv the words behind the program
 * @throws whatever else the action throws
 */
export async function exitCodeOf<Options extends object>(
  command: Command,
  argv: readonly string[],
  action: (words: readonly string[], options: Options) => Promise<ExitCode>,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  command.exitOverride().action(async () => {
    code = await action(command.args, command.opts<Options>());
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
