/**
 * Runs sessions of the real Claude Code through gateways that others make: `npm run e2e:claude -- --through <gateway>`.
 * What each comes to is compared with what was filed; `--file` files it.
 */
import { Command } from 'commander';
import { VERSION } from '../../.ci/e2e/claude-code.ts';
import { EXIT, type ExitCode, exit } from '../../src/cli/exit.ts';
import { exitCodeOf } from '../program.ts';
import { loadGateways, nameOf, type Way, waysOf } from '../ways.ts';
import { casesOf } from './case.ts';
import { changesSince, fileSessions, type Sessions } from './filed.ts';
import { type Session, sessionsThrough } from './session.ts';

interface Options {
  readonly through: readonly string[];
  readonly setup?: string;
  readonly route?: string;
  readonly file?: boolean;
}

/** The session at hand comes to its end, which stops its gateway; no other begins. */
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());

const command = new Command('e2e:claude')
  .requiredOption('--through <gateway...>', 'the gateways; all: each that there is')
  .option('--setup <name>', 'only this configuration')
  .option('--route <name>', 'only this way in')
  .option('--file', 'file what the sessions come to, in place of comparing it with what is filed');

exit(await exitCodeOf<Options>(command, process.argv.slice(2), (_, options) => tried(options)));

async function tried({ through, setup, route, file = false }: Options): Promise<ExitCode> {
  const gateways = through.includes('all') ? [] : through;
  const ways = waysOf(await loadGateways(), { gateways, ...(setup && { setup }), ...(route && { route }) });
  let code: ExitCode = EXIT.ok;
  for (const way of ways) {
    try {
      const found = await allThrough(way);
      if (interruption.signal.aborted) return EXIT.interrupted;
      if (found && file) await fileSessions(way, found);
      const changes = found && !file ? await changesSince(way, found) : [];
      for (const change of changes) process.stdout.write(`CHANGED  ${nameOf(way)}: ${change}\n`);
      if (changes.length > 0 && code === EXIT.ok) code = EXIT.failed;
    } catch (error) {
      process.stderr.write(`${nameOf(way)}: ${error instanceof Error ? error.message : error}\n`);
      code = EXIT.unproven;
    }
  }
  return code;
}

/** Undefined where a way cannot carry the client. */
async function allThrough(way: Way): Promise<Sessions | undefined> {
  const { gateway, setup, route } = way;
  process.stdout.write(`=== Claude Code through ${nameOf(way)}\n`);
  const cases = casesOf(route);
  if (cases.length === 0) {
    process.stdout.write(`cannot carry it: ${route.why ?? 'the route says no more'}\n`);
    return undefined;
  }
  const sessions: Session[] = [];
  for await (const session of sessionsThrough(way, cases)) {
    if (interruption.signal.aborted) return undefined;
    sessions.push(session);
    process.stdout.write(`${session.outcome.padEnd(9)}  ${session.name}\n`);
    if (session.shown !== undefined)
      process.stdout.write(`           ${session.shown.replaceAll('\n', '\n           ')}\n`);
  }
  return {
    schema: 'gateway-check/claude-code@1',
    client: VERSION,
    date: new Date().toISOString().slice(0, 10),
    gateway: gateway.name,
    version: gateway.version,
    setup: setup.name,
    route: route.name,
    sessions,
  };
}
