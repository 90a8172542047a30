import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type ServerCommand, startServer } from '../../.ci/e2e/server-process.ts';
import type { Started } from '../gateway.ts';

const run = promisify(execFile);
const HERE = resolve('interop/mlflow');
/** It makes its database first, which takes a minute on a busy machine. */
const READY_MS = 180_000;
const READY = '/health';

/** What its page for endpoints asks for: a name of its own for the provider, what is kept secret, and the rest. */
export interface Provider {
  readonly name: 'anthropic' | 'vertex_ai' | 'bedrock';
  readonly model: string;
  readonly secret: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string>>;
}

/** Starts MLflow on loopback, with one endpoint. @param installed its virtual environment */
export async function startMlflow(installed: string, provider: Provider): Promise<Started> {
  const server = await startServer('mlflow', async (_, port) => ({
    ...command('sh', words(installed, port)),
    ready: READY,
  }));
  return withEndpoint(server, provider);
}

/**
 * Starts MLflow in a network of its own, together with the mock, to which the names of the providers lead there.
 * @throws with what `unshare` said where this user may not make namespaces
 */
export async function startOffline(installed: string, provider: Provider): Promise<Started> {
  let pid = '';
  const server = await startServer('mlflow-offline', async (folder, port) => ({
    ...command('unshare', [
      '--net',
      '--mount',
      'sh',
      join(HERE, 'offline.sh'),
      'sh',
      ...words(installed, port),
    ]),
    env: { GATEWAY_CHECK: `${process.execPath} ${resolve('bin/gateway-check.js')}` },
    isUp: async () => {
      pid = await readFile(join(folder, 'pid'), 'utf8').then(
        (text) => text.trim(),
        () => '',
      );
      return pid !== '' && serves(inNetworkOf(pid), `http://127.0.0.1:${port}${READY}`);
    },
  }));
  return withEndpoint(
    {
      ...server,
      within: inNetworkOf(pid),
      upstreamOptions: ['--upstream-url', 'http://127.0.0.1:443'],
    },
    provider,
  );
}

function command(program: string, args: readonly string[]): ServerCommand {
  return { command: program, args, install: 'install util-linux', readyMs: READY_MS, startsOthers: true };
}

function words(installed: string, port: number): string[] {
  return [join(HERE, 'serve.sh'), join(installed, 'bin', 'mlflow'), String(port)];
}

async function withEndpoint(server: Started, { name, model, secret, settings }: Provider): Promise<Started> {
  const given = [server.url, name, model, JSON.stringify(secret), JSON.stringify(settings)];
  const [program = 'sh', ...args] = [...(server.within ?? []), 'sh', join(HERE, 'configure.sh'), ...given];
  try {
    await run(program, args);
    return server;
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
}

function inNetworkOf(pid: string): readonly string[] {
  return ['nsenter', '--target', pid, '--net'];
}

function serves([program = 'sh', ...before]: readonly string[], url: string): Promise<boolean> {
  return run(program, [...before, 'curl', '--silent', '--fail', '--max-time', '2', url]).then(
    () => true,
    () => false,
  );
}
