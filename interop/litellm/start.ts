import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startServer } from '../../.ci/e2e/server-process.ts';
import type { Started } from '../gateway.ts';
import { serviceAccount } from './service-account.ts';

/** Its modules alone take ten seconds of a processor to load, and others may want that processor, too. */
const READY_MS = 300_000;
const READY = '/health/liveliness';
const TOKENS = 'https://oauth2.googleapis.com/token';
/** File with the variables that configure it. */
export const ENVIRONMENT = 'environment';

/**
 * Starts LiteLLM on loopback.
 * @param installed its virtual environment
 * @param configuration file of this folder
 * @param upstream URL of the provider's stand-in
 */
export function startLiteLlm(installed: string, configuration: string, upstream: string): Promise<Started> {
  return startServer('litellm', async (folder, port) => ({
    ...command(installed, configuration, port),
    env: await environment(folder, installed, { upstream, tokens: `${upstream}/token` }),
    ready: READY,
    readyMs: READY_MS,
  }));
}

/**
 * Starts LiteLLM in a network of its own, together with the mock, to which the names of Google lead there.
 * @throws with the way out where this user may not make namespaces
 */
export async function startOffline(installed: string, configuration: string): Promise<Started> {
  await mayIsolate();
  let pid = '';
  const server = await startServer('litellm-offline', async (folder, port) => {
    const { command: litellm, args, install } = command(installed, configuration, port);
    const env = await environment(folder, installed, { upstream: 'http://127.0.0.1:443', tokens: TOKENS });
    return {
      command: 'unshare',
      args: ['--net', '--mount', 'sh', resolve('interop/litellm/offline.sh'), litellm, ...args],
      env: { ...env, GATEWAY_CHECK: `${process.execPath} ${resolve('bin/gateway-check.js')}` },
      install,
      startsOthers: true,
      isUp: async () => {
        pid = await readFile(join(folder, 'pid'), 'utf8').then(
          (text) => text.trim(),
          () => '',
        );
        return pid !== '' && takesConnections(pid, port);
      },
      readyMs: READY_MS,
    };
  });
  return {
    ...server,
    within: ['nsenter', '--target', pid, '--net'],
    upstreamOptions: ['--upstream-url', 'http://127.0.0.1:443'],
  };
}

function command(installed: string, configuration: string, port: number) {
  return {
    command: join(installed, 'bin', 'litellm'),
    args: [
      '--config',
      resolve('interop/litellm', configuration),
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
    ],
    install: 'remove its folder from the cache, so that it is installed anew',
  };
}

/** What a person would export before the start; the key of the service account is made for this run. */
async function environment(
  folder: string,
  installed: string,
  { upstream, tokens }: { readonly upstream: string; readonly tokens: string },
): Promise<Record<string, string>> {
  const account = join(folder, 'service-account.json');
  await writeFile(account, serviceAccount(tokens));
  const variables = {
    LITELLM_MASTER_KEY: 'sk-1234567890',
    LITELLM_LOCAL_MODEL_COST_MAP: 'True',
    ANTHROPIC_API_KEY: 'made-up-provider-key',
    ANTHROPIC_API_BASE: upstream,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'made-up-secret',
    AWS_REGION_NAME: 'us-west-2',
    AWS_BEDROCK_RUNTIME_ENDPOINT: upstream,
    VERTEX_API_BASE: upstream,
    VERTEX_FILE_PATH_ENV_VAR: account,
  };
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(join(folder, ENVIRONMENT), lines.join(''));
  return { ...variables, PATH: [join(installed, 'bin'), process.env['PATH']].join(delimiter) };
}

const run = promisify(execFile);

async function mayIsolate(): Promise<void> {
  await run('unshare', ['--net', '--mount', 'ip', 'link', 'set', 'lo', 'up']).catch((error: unknown) => {
    throw new Error(
      'The Vertex pass-through needs a network of its own, since its host is built in: run this as root, with ' +
        'unshare, nsenter (util-linux) and ip (iproute2); in a container, with the capabilities SYS_ADMIN and NET_ADMIN.\n' +
        (error instanceof Error ? error.message : String(error)),
    );
  });
}

/** Whether something listens on the port in the network of that process. */
function takesConnections(pid: string, port: number): Promise<boolean> {
  return run('nsenter', ['--target', pid, '--net', 'bash', '-c', `</dev/tcp/127.0.0.1/${port}`]).then(
    () => true,
    () => false,
  );
}
