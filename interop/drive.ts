import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../.ci/e2e/server-process.ts';
import { type Report, reportSchema } from '../src/report/model.ts';
import { commandLine } from './command-line.ts';
import { configurationOf } from './configuration.ts';
import type { Filing } from './filing.ts';
import type { Gateway } from './gateway.ts';
import { nameOf, type Way } from './ways.ts';

/** What a run came to. */
export interface Driven {
  readonly way: Way;
  /** The report as the tool wrote it. */
  readonly bytes: Buffer;
  readonly report: Report;
  readonly configuration: Filing['setup']['configuration'];
}

export interface DriveOptions {
  readonly signal: AbortSignal;
  /** Takes what the tool prints, as it comes. */
  readonly print: (text: string) => void;
  /** Leaves the folder of the gateway, with its logs, where it is. */
  readonly keep: boolean;
}

/**
 * Installs the gateway where it is not yet, starts it with nothing behind it, has the tool check it and stops it.
 * @throws when it could not be installed, started or checked, or ended by itself, and says where its logs are
 */
export async function drive(way: Way, options: DriveOptions): Promise<Driven> {
  const { gateway, setup, route } = way;
  const upstream = await freePort();
  const installed = await installation(gateway);
  const server = await setup.start(installed, `http://127.0.0.1:${upstream}`, route);
  const scratch = await mkdtemp(join(tmpdir(), 'gateway-check-interop-'));
  let isFine = false;
  try {
    const file = join(scratch, 'report.json');
    const [command, ...args] = commandLine(way, { server, upstream, report: file });
    const { signal } = options;
    const code = signal.aborted ? null : await told(command, args, options);
    if (signal.aborted) throw new Error('interrupted');
    // 1 is a finding; what is not proven is neither compared nor filed.
    if (code !== 0 && code !== 1) throw new Error(`the run ended with ${code}`);
    await server.stop();
    const bytes = await readFile(file);
    const { folder, url } = server;
    const configuration = await configurationOf(way, {
      folder,
      installed,
      upstream,
      port: new URL(url).port,
    });
    const driven = { way, bytes, report: reportSchema.parse(JSON.parse(bytes.toString())), configuration };
    isFine = true;
    return driven;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${why}\nIts configuration and logs are in ${server.folder}`);
  } finally {
    await server.stop().catch(() => {});
    await rm(scratch, { recursive: true, force: true });
    if (isFine && !options.keep) await rm(server.folder, { recursive: true, force: true });
    if (options.keep) options.print(`${nameOf(way)}: configuration and logs are in ${server.folder}\n`);
  }
}

/** Those that run at once share one. */
const installations = new Map<Gateway, Promise<string>>();

function installation(gateway: Gateway): Promise<string> {
  const under = installations.get(gateway) ?? gateway.install();
  installations.set(gateway, under);
  return under;
}

/** Runs the tool under a clean environment; ended from outside, it still reports. */
function told(
  command: string,
  args: readonly string[],
  { signal, print }: DriveOptions,
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { PATH: process.env['PATH'], HOME: homedir() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', print);
    const end = () => child.kill('SIGINT');
    signal.addEventListener('abort', end);
    child.on('error', reject);
    child.on('close', (code) => {
      signal.removeEventListener('abort', end);
      resolve(code);
    });
  });
}
