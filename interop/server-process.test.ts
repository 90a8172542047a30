import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answers } from '../.ci/e2e/readiness.ts';
import { type ServerCommand, startServer } from '../.ci/e2e/server-process.ts';

/** A program as a server, with its port as its one argument. */
function program(text: string, more: Partial<ServerCommand> = {}) {
  return startServer('trial', async (folder, port) => {
    const file = join(folder, 'server.mjs');
    await writeFile(file, text);
    return { command: process.execPath, args: [file, String(port)], install: 'it is Node', ...more };
  });
}

const LISTEN = `
  import http from 'node:http';
  import { spawn } from 'node:child_process';
  const listen = (answer) => http.createServer(answer).listen(Number(process.argv[2]), '127.0.0.1');
`;

test('one that takes connections before it can serve is waited for', async () => {
  await using server = await program(
    `${LISTEN} let asked = 0; listen((_, res) => { asked += 1; res.statusCode = asked < 3 ? 503 : 200; res.end(String(asked)); });`,
    { ready: '/health' },
  );
  expect(await (await fetch(server.url)).text()).toBe('4');
});

test('one that ends before it is ready is told with all it said, and where', async () => {
  await expect(program("console.error('no such model'); process.exit(7);")).rejects.toThrow(
    /^trial: ended with code 7; see \S+gateway-check-trial-\S+\nno such model\n$/,
  );
});

test('one that never gets ready is ended, and the path is told', async () => {
  const deaf = program(`${LISTEN} listen((_, res) => res.writeHead(503).end());`, {
    ready: '/health',
    readyMs: 300,
  });
  await expect(deaf).rejects.toThrow(/did not answer \/health with success within 300 ms/);
});

test('one that is not there is told with the way to have it', async () => {
  const start = program('', { command: 'gateway-check-no-such-program', install: 'install it' });
  await expect(start).rejects.toThrow(/gateway-check-no-such-program could not be started; install it/);
});

test('those that it started end with it', async () => {
  // The other one answers for the first, on its port.
  const other =
    "require('http').createServer((_, res) => res.end()).listen(Number(process.argv[1]), '127.0.0.1')";
  const server = await program(
    `${LISTEN} spawn(process.execPath, ['-e', ${JSON.stringify(other)}, process.argv[2]], { stdio: 'ignore' });
    setInterval(() => {}, 1000);`,
    { startsOthers: true },
  );
  expect((await fetch(server.url)).ok).toBe(true);
  await server[Symbol.asyncDispose]();
  await expect.poll(() => answers(Number(new URL(server.url).port))).toBe(false);
});

test('nothing of the environment of who starts it reaches it, but where programs are', async () => {
  await using server = await program(
    `${LISTEN} listen((_, res) => res.end(Object.keys(process.env).sort().join()));`,
    { env: { OWN: '1' } },
  );
  expect(await (await fetch(server.url)).text()).toBe('HOME,OWN,PATH');
});
