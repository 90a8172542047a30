import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { aptPackages, ownLibraries } from '../../.ci/e2e/apt-package.ts';
import { claudeCode } from '../../.ci/e2e/claude-code.ts';
import { freePort, type ServerProcess, startServer } from '../../.ci/e2e/server-process.ts';
import type { Started } from '../gateway.ts';

const HERE = 'interop/claude-apps-gateway';
const run = promisify(execFile);
/** To make a database is a second's work, and on a busy machine a minute's. */
const READY_MS = 120_000;

/** Debian's PostgreSQL, unpacked into the user's cache. */
export const postgres = () => aptPackages('postgresql-15', ['postgresql-15']);

/**
 * Starts the gateway, with a database, an issuer of sign-ins and a metadata server of its own.
 * @param packages folder with `oauth2-mock-server`
 * @param configuration file of this folder
 * @param upstream URL of the provider's stand-in
 * @param secret with which the gateway signs its tokens
 */
export async function startAppsGateway(
  packages: string,
  configuration: string,
  upstream: string,
  secret: string,
): Promise<Started> {
  const database = await startDatabase();
  const around: ServerProcess[] = [database];
  try {
    const metadata = await freePort();
    const issuer = await startServer('oidc-issuer', async (_, port) => ({
      command: process.execPath,
      args: [resolve(HERE, 'around.mjs'), packages, String(port), String(metadata)],
      install: 'that is Node itself',
      readyMs: READY_MS,
    }));
    around.unshift(issuer);
    const gateway = await startServer('claude-apps-gateway', async (folder, port) => {
      const env = {
        PORT: String(port),
        UPSTREAM: upstream,
        OIDC_ISSUER: issuer.url,
        OIDC_CLIENT_SECRET: 'made-up-client-secret',
        GATEWAY_POSTGRES_URL: `${database.url.replace('http', 'postgres')}/postgres?user=gw`,
        ANTHROPIC_API_KEY: 'made-up-provider-key',
        AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'made-up-secret',
        GCE_METADATA_HOST: `127.0.0.1:${metadata}`,
        METADATA_SERVER_DETECTION: 'assume-present',
        CLAUDE_GATEWAY_ALLOW_LOOPBACK: '1',
        DISABLE_AUTOUPDATER: '1',
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      };
      const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`);
      await writeFile(join(folder, ENVIRONMENT), lines.join(''));
      await copyFile(resolve(HERE, configuration), join(folder, CONFIGURATION));
      return {
        command: await claudeCode(),
        args: ['gateway', '--config', CONFIGURATION],
        env: { ...env, GATEWAY_JWT_SECRET: secret },
        install: 'remove the folder of Claude Code from the cache, so that it is fetched anew',
        ready: '/readyz',
        readyMs: READY_MS,
      };
    });
    return together(gateway, around);
  } catch (error) {
    for (const server of around) await server[Symbol.asyncDispose]();
    throw error;
  }
}

/** Its configuration, and the variables in it but for the secret of its tokens, in the folder of its own. */
export const CONFIGURATION = 'gateway.yaml';
export const ENVIRONMENT = 'environment';

async function startDatabase(): Promise<ServerProcess> {
  const unpacked = await postgres();
  const [version = ''] = await readdir(join(unpacked, 'usr/lib/postgresql'));
  const programs = join(unpacked, 'usr/lib/postgresql', version, 'bin');
  const env = ownLibraries(unpacked);
  return await startServer('postgres', async (folder, port) => {
    const data = join(folder, 'data');
    await mkdir(data);
    return {
      command: 'sh',
      args: [resolve(HERE, 'postgres.sh'), programs, String(port), data],
      env,
      readyMs: READY_MS,
      install: 'remove the folder of PostgreSQL from the cache, so that it is fetched anew',
      // It takes connections before it serves them, and the gateway asks once.
      isUp: () =>
        run(join(programs, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)], { env }).then(
          () => true,
          () => false,
        ),
    };
  });
}

/** The gateway, with which all that stands around it ends. */
function together(gateway: ServerProcess, around: readonly ServerProcess[]): Started {
  return {
    ...gateway,
    stop: async () => {
      try {
        await gateway.stop();
      } finally {
        for (const server of around) await server[Symbol.asyncDispose]();
      }
    },
    [Symbol.asyncDispose]: async () => {
      try {
        await gateway[Symbol.asyncDispose]();
      } finally {
        for (const server of around) await server[Symbol.asyncDispose]();
      }
    },
  };
}
