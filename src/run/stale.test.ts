import http from 'node:http';
import type net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { startMock } from '../mock/server.ts';
import { setUp } from '../stand.ts';
import { openSession } from './conformance.ts';
import { turn } from './request.ts';

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A gateway that closes a connection on its second request: before it passes that on, or after. */
async function closing(when: 'before' | 'after', upstream: string): Promise<string> {
  const used = new WeakSet<net.Socket>();
  const server = http.createServer((req, res) => {
    const isSecond = used.has(req.socket);
    used.add(req.socket);
    if (isSecond && when === 'before') {
      req.socket.destroy();
      return;
    }
    const onward = http.request(upstream + req.url, { method: req.method ?? 'POST', headers: req.headers });
    onward.on('response', (answer) => {
      if (isSecond) req.socket.destroy();
      else answer.pipe(res.writeHead(answer.statusCode ?? 0, answer.headers));
    });
    req.pipe(onward);
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
}

/** Two probes, one after the other, through such a gateway. */
async function twoProbes(when: 'before' | 'after') {
  await using mock = await startMock();
  const url = await closing(when, mock.url);
  await using stand = await setUp({ url, upstream: { url: mock.url } });
  const session = openSession({ target: stand.targets[0], upstream: mock.upstream, seed: 'stale' });
  const probe = (mark: string) => session.send(turn({}, session.target, session.mark(mark)));
  const trips = [await probe('one'), await probe('two')];
  session.close();
  return trips.map(({ client, arrivals }) => [client.response.status, client.ended, arrivals.length]);
}

test('a request that met a kept connection as it closed is sent again, as every client does', async () => {
  expect(await twoProbes('before')).toEqual([
    [200, 'complete', 1],
    [200, 'complete', 1],
  ]);
});

test('a connection that closes after the request arrived is an answer of the gateway', async () => {
  expect(await twoProbes('after')).toEqual([
    [200, 'complete', 1],
    [0, 'refused', 1],
  ]);
});
