import { basename } from 'node:path';
import { scenarioFileSchema, scenariosOf } from '../mock/scenario-file.ts';
import { type Mock, type MockOptions, startMock } from '../mock/server.ts';
import type { Scenario } from '../wire/scenario.ts';
import { awsKeysOf } from './aws-keys.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { writeWhole } from './files.ts';
import { greeting, KEY_VARIABLE } from './greeting.ts';
import type { Io } from './io.ts';
import { readJsonFile } from './json-file.ts';
import type { MockCommandOptions } from './mock-command.ts';
import { formatNamed, port } from './parse.ts';
import { portProblem } from './port.ts';
import { requestLog } from './request-log.ts';
import { servedTls } from './tls.ts';
import { UsageError } from './usage.ts';

const DEFAULT_PORT = 8787;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;
const TOKEN_VARIABLE = 'GATEWAY_CHECK_CONTROL_TOKEN';

/**
 * `gateway-check mock`: serves the reference mock until it is interrupted. What to type in Claude Code's
 * shell goes to stdout, one line a request and each warning once to stderr.
 * @throws UsageError when an option or a scenario file is wrong, or the port cannot be had
 */
export async function mock(options: MockCommandOptions, io: Io): Promise<ExitCode> {
  const { host = '127.0.0.1', strict = false, lifelike = false, rehearse = false, tlsCaOut } = options;
  const format = formatNamed('--for', options.for ?? 'anthropic');
  const apiKey = secretOf('--api-key', options.apiKey, io.env[KEY_VARIABLE]);
  const controlToken = secretOf('--control-token', options.controlToken, io.env[TOKEN_VARIABLE]);
  refuseExposure(host, controlToken);
  const scenarios = await scenariosIn(options.scenario ?? []);
  const tls = await servedTls(options);
  const sigv4 = awsKeysOf(options, io.env);
  const secrets = [apiKey, controlToken, sigv4?.secretAccessKey, sigv4?.sessionToken].filter(
    (secret) => secret !== undefined,
  );
  const log = requestLog(io.stderr, secrets);
  const interrupted = io.interruption();
  await using running = await listening({
    host,
    port: options.port === undefined ? DEFAULT_PORT : port('--port', options.port),
    validation: strict ? 'strict' : 'lenient',
    lifelike,
    rehearse,
    ...(apiKey !== undefined && { apiKey }),
    ...(sigv4 && { sigv4 }),
    ...(controlToken !== undefined && { controlToken }),
    ...(tls && { tls }),
    scenarios,
    onWarning: log.warning,
    onAnswer: log.answer,
  });
  if (tlsCaOut !== undefined && tls && 'pem' in tls) await writeWhole('--tls-ca-out', tlsCaOut, tls.pem);
  io.stdout.write(greeting({ url: running.url, format, apiKey, sigv4 }, options));
  await aborted(interrupted);
  return EXIT.ok;
}

function refuseExposure(host: string, controlToken: string | undefined): void {
  if (LOOPBACK.test(host) || controlToken !== undefined) return;
  throw new UsageError(
    `--host ${host}: others could reach the control API there. Give --control-token, or leave --host out.`,
  );
}

/** A secret as typed, else from its environment variable. */
function secretOf(
  option: string,
  typed: string | undefined,
  fromEnv: string | undefined,
): string | undefined {
  if (typed === '') throw new UsageError(`${option}: it is empty. Give a value, or leave the option out.`);
  return typed ?? (fromEnv || undefined);
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

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
}
