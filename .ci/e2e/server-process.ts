import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** A server of someone else's that runs on loopback. Disposing stops it and removes its folder. */
export interface ServerProcess extends AsyncDisposable {
  readonly url: string;
  /** Its own, with its configuration and its logs. */
  readonly folder: string;
  /** @throws when it had ended by itself */
  stop(): Promise<void>;
}

/** Starts a proxy in front of an upstream, both on loopback. */
export type StartProxy = (upstream: string) => Promise<ServerProcess>;

/** How to start it, once its folder and its port are known. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What to do when there is no such command. */
  readonly install: string;
}

/** None of them takes half a second; this long is a hang. */
const READY_MS = 20_000;
const PAUSE_MS = 20;

/**
 * Starts a server in the foreground and waits until it takes connections.
 * @param prepare writes its configuration into the folder
 * @throws when it ends or stays deaf, with all it said
 */
export async function startServer(
  name: string,
  prepare: (folder: string, port: number) => Promise<ServerCommand>,
): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), `gateway-check-${name}-`));
  const port = await freePort();
  const { command, args, env, install } = await prepare(folder, port);
  const log = await open(join(folder, 'output.log'), 'a');
  const options: SpawnOptions = {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
    stdio: ['ignore', log.fd, log.fd],
  };
  const child = spawn(command, args, options);
  let end: string | undefined;
  const ended = new Promise<void>((resolve) => {
    child.on('error', () => {
      end = `${command} could not be started; ${install}`;
      resolve();
    });
    child.on('close', (code) => {
      end ??= `ended with code ${code}`;
      resolve();
    });
  });
  const kill = async () => {
    child.kill();
    await ended;
    await log.close();
  };
  const deadline = performance.now() + READY_MS;
  while (!(await answers(port)) || end !== undefined) {
    if (end === undefined && performance.now() < deadline) {
      await setTimeout(PAUSE_MS);
      continue;
    }
    const why = end ?? `took no connection within ${READY_MS} ms`;
    await kill();
    throw new Error(`${name}: ${why}; see ${folder}\n${await readFile(join(folder, 'output.log'), 'utf8')}`);
  }
  const stop = async () => {
    const crash = end;
    await kill();
    if (crash !== undefined) throw new Error(`${name} ${crash} while it was in use; see ${folder}`);
  };
  return {
    url: `http://127.0.0.1:${port}`,
    folder,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Below those that systems give away by themselves (from 32768 on), so that nobody takes it in between. */
const PORTS = { first: 20_000, count: 12_000 };

/** A free port for a server that takes no port 0, or does not tell which one that became. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = PORTS.first + Math.floor(Math.random() * PORTS.count);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
