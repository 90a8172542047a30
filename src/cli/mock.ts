import { basename } from 'node:path';
import { scenarioFileSchema, scenariosOf } from '../mock/scenario-file.ts';
import { type Mock, type MockOptions, startMock } from '../mock/server.ts';
import type { Scenario } from '../wire/scenario.ts';
import { EXIT, type ExitCode } from './exit.ts';
import type { Io } from './io.ts';
import { readJsonFile } from './json-file.ts';
import type { MockCommandOptions } from './mock-command.ts';
import { port } from './parse.ts';
import { portProblem } from './port.ts';
import { quoted } from './repeat.ts';
import { requestLog } from './request-log.ts';
import { UsageError } from './usage.ts';

const DEFAULT_PORT = 8787;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;
/** Addresses to listen on that are none to connect to. */
const ANY_ADDRESS = /^(0\.0\.0\.0|::)$/;
const KEY_VARIABLE = 'GATEWAY_CHECK_API_KEY';

/**
 * `gateway-check mock`: serves the reference mock until it is interrupted. What to type in Claude Code's
 * shell goes to stdout, one line a request and each warning once to stderr.
 * @throws UsageError when an option or a scenario file is wrong, or the port cannot be had
 */
export async function mock(options: MockCommandOptions, io: Io): Promise<ExitCode> {
  const { host = '127.0.0.1', strict = false } = options;
  refuseExposure(host);
  const key = demandedKey(options, io.env);
  const scenarios = await scenariosIn(options.scenario ?? []);
  const log = requestLog(io.stderr, key === undefined ? [] : [key]);
  const interrupted = io.interruption();
  await using running = await listening({
    host,
    port: options.port === undefined ? DEFAULT_PORT : port('--port', options.port),
    validation: strict ? 'strict' : 'lenient',
    ...(key !== undefined && { apiKey: key }),
    scenarios,
    onWarning: log.warning,
    onAnswer: log.answer,
  });
  io.stdout.write(greeting(running, options.apiKey, key));
  await aborted(interrupted);
  return EXIT.ok;
}

function refuseExposure(host: string): void {
  if (LOOPBACK.test(host)) return;
  throw new UsageError(`--host ${host}: other machines could reach the mock there.`);
}

function demandedKey({ apiKey }: MockCommandOptions, env: Io['env']): string | undefined {
  if (apiKey === '') throw new UsageError('--api-key: give a key, or leave the option out to take any.');
  return apiKey ?? (env[KEY_VARIABLE] || undefined);
}

/** The Scenarios of all files in order. One without a name gets one to be found by in the log. */
async function scenariosIn(paths: readonly string[]): Promise<readonly Scenario[]> {
  const files = await Promise.all(
    paths.map(async (path) => {
      const scenarios = scenariosOf(await readJsonFile('--scenario', path, scenarioFileSchema));
      return scenarios.map((scenario, i) => ({ name: `${basename(path)} ${i}`, ...scenario }));
    }),
  );
  return files.flat();
}

async function listening(options: MockOptions): Promise<Mock> {
  try {
    return await startMock(options);
  } catch (error) {
    const problem = portProblem(error);
    if (problem === undefined) throw error;
    throw new UsageError(
      `cannot listen on port ${options.port} of ${options.host}: ${problem}. Choose another with --port (0: any that is free) or --host.`,
    );
  }
}

/** Lines for the shell of Claude Code; a key from the environment is named, not shown. */
function greeting({ url }: Mock, typed: string | undefined, key: string | undefined): string {
  const base = new URL(url);
  if (ANY_ADDRESS.test(base.hostname)) base.hostname = '127.0.0.1';
  const anyKey = 'any-key-is-good';
  const fromEnv = typed === undefined && key !== undefined;
  return [
    `# The mock listens on ${url}. In the shell of Claude Code:`,
    `export ANTHROPIC_BASE_URL=${base.origin}`,
    `export ANTHROPIC_API_KEY=${fromEnv ? `"$${KEY_VARIABLE}"` : quoted(typed ?? anyKey)}`,
    'export CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1',
    'claude',
    '',
  ].join('\n');
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
}
