import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { answers, serves } from './readiness.ts';

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
  /** Of one that takes connections before it can serve them: a path that it answers with success once it can. */
  readonly ready?: string;
  /** Of one that cannot be reached from here: tells whether it can serve. */
  readonly isUp?: () => Promise<boolean>;
  /** How long that may take; by default 20 s, and none of those that need no more takes half a second. */
  readonly readyMs?: number;
  /** It starts others, which are to end with it. */
  readonly startsOthers?: boolean;
}

const READY_MS = 20_000;
const PAUSE_MS = 20;
/** For one that does not end when asked to. */
const END_MS = 10_000;

/**
 * Starts a server in the foreground, under an environment of its own, and waits until it takes connections.
 * @param prepare writes its configuration into the folder; asks `freePort` for what it needs beside its port
 * @throws when it ends or stays deaf, with all it said
 */
export async function startServer(
  name: string,
  prepare: (folder: string, port: number) => Promise<ServerCommand>,
): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), `gateway-check-${name}-`));
  const port = await freePort();
  const prepared = await prepare(folder, port);
  const { command, args, env, install, ready, readyMs = READY_MS, startsOthers = false } = prepared;
  const log = await open(join(folder, 'output.log'), 'a');
  const options: SpawnOptions = {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
    stdio: ['ignore', log.fd, log.fd],
    detached: startsOthers,
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
  const signal = (name: NodeJS.Signals) => {
    if (!startsOthers || child.pid === undefined) return child.kill(name);
    // The group outlives its leader when the others do.
    try {
      return process.kill(-child.pid, name);
    } catch {
      return false;
    }
  };
  const kill = async () => {
    signal('SIGTERM');
    const patience = new AbortController();
    const overdue = setTimeout(END_MS, undefined, { signal: patience.signal }).then(
      () => signal('SIGKILL'),
      () => {},
    );
    await ended;
    patience.abort();
    await overdue;
    if (startsOthers) signal('SIGKILL');
    await log.close();
  };
  const url = `http://127.0.0.1:${port}`;
  const isUp = prepared.isUp ?? (() => (ready === undefined ? answers(port) : serves(url + ready)));
  const deadline = performance.now() + readyMs;
  while (!(await isUp()) || end !== undefined) {
    if (end === undefined && performance.now() < deadline) {
      await setTimeout(PAUSE_MS);
      continue;
    }
    const deaf = ready === undefined ? 'took no connection' : `did not answer ${ready} with success`;
    const why = end ?? `${deaf} within ${readyMs} ms`;
    await kill();
    throw new Error(`${name}: ${why}; see ${folder}\n${await readFile(join(folder, 'output.log'), 'utf8')}`);
  }
  const stop = async () => {
    const crash = end;
    await kill();
    if (crash !== undefined) throw new Error(`${name} ${crash} while it was in use; see ${folder}`);
  };
  return {
    url,
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
