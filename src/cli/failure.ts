import { CommanderError } from 'commander';
import { redact } from '../net/redact.ts';
import { EXIT, type ExitCode } from './exit.ts';
import type { Io } from './io.ts';
import { UnprovenError, UsageError } from './usage.ts';

/**
 * Says what kept a command from running: the only printer of such messages.
 * @param command the command that was given, for the way to its help
 */
export function tellFailure(
  error: unknown,
  command: string | undefined,
  { stderr }: Pick<Io, 'stderr'>,
): ExitCode {
  if (error instanceof CommanderError) {
    if (error.code === 'commander.help') {
      // Commander has shown the help in place of a command.
      stderr.write('\ngateway-check: no command given.\n');
      return EXIT.usage;
    }
    const help = error.code === 'commander.unknownCommand' ? '--help' : `${command} --help`;
    const said = error.message.replace(/^error: /, '').replace('\n(Did you mean', ' (did you mean');
    stderr.write(`gateway-check: ${redact(said)}\nSee: gateway-check ${help}\n`);
    return EXIT.usage;
  }
  if (error instanceof UsageError || error instanceof UnprovenError) {
    stderr.write(`gateway-check: ${redact(error.message)}\n`);
    return error instanceof UsageError ? EXIT.usage : EXIT.unproven;
  }
  const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  stderr.write(`gateway-check broke: ${redact(told)}\nThis is its own fault, please report it.\n`);
  return EXIT.unproven;
}
