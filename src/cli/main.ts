import { CommanderError } from 'commander';
import { redact } from '../net/redact.ts';
import { EXIT, type ExitCode, exit } from './exit.ts';
import { type Io, processIo } from './io.ts';
import { program } from './program.ts';
import { UsageError } from './usage.ts';

/** Runs the command line and ends the process. */
export async function main(argv: readonly string[]): Promise<void> {
  exit(await cli(argv, processIo()));
}

/**
 * Runs one command line, without `node` and the script's name.
 * @returns the exit code; nothing is thrown
 */
export async function cli(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const root = program(io, (given) => {
    code = given;
  });
  try {
    if (argv.length === 0) throw new UsageError(`no command given.\n\n${root.helpInformation()}`);
    await root.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, argv, io);
  }
}

/** The one printer of everything that keeps a command from running. */
function explain(error: unknown, [command = '']: readonly string[], io: Io): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.ok;
    const where = /^[a-z]+$/.test(command) && error.code !== 'commander.unknownCommand' ? `${command} ` : '';
    const said = error.message.replace(/^error: /, '').replace('\n(Did you mean', ' (did you mean');
    io.stderr.write(`gateway-check: ${redact(said)}\nSee: gateway-check ${where}--help\n`);
    return EXIT.usage;
  }
  if (error instanceof UsageError) {
    io.stderr.write(`gateway-check: ${error.message}\n`);
    return EXIT.usage;
  }
  const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  io.stderr.write(
    `gateway-check broke: ${told}\nThis is a fault of gateway-check itself; please report it.\n`,
  );
  return EXIT.unproven;
}
