import { CommanderError } from 'commander';
import { EXIT, type ExitCode, exit } from './exit.ts';
import { type Io, processIo } from './io.ts';
import { program } from './program.ts';

/** Runs the command line and ends the process. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that has seen enough, such as `head`, changes nothing about what was found.
  process.stdout.on('error', () => {});
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
    await root.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    // Help and version end this way, too.
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
    const { tellFailure } = await import('./failure.ts');
    const [command = ''] = argv;
    return tellFailure(error, /^[a-z]+$/.test(command) ? command : undefined, io);
  }
}
