import net from 'node:net';
import { expect, test } from 'vitest';
import { startMock } from '../src/mock/server.ts';
import { conformance } from '../src/run/conformance.ts';
import { loadChecks } from '../src/run/load.ts';
import { setUp } from '../src/stand.ts';

/** A load balancer of layer 4: passes bytes on, and each way in which a connection ends. */
async function startRelay(upstream: string): Promise<AsyncDisposable & { readonly url: string }> {
  const sockets = new Set<net.Socket>();
  const { port, hostname } = new URL(upstream);
  const server = net.createServer((client) => {
    const onward = net.connect(Number(port), hostname);
    for (const [one, other] of [
      [client, onward],
      [onward, client],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.resetAndDestroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroySoon();
      });
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

test.each(['anthropic', 'bedrock', 'vertex'] as const)('a relay of bytes conforms, %s', async (format) => {
  await using mock = await startMock();
  await using relay = await startRelay(mock.url);
  await using stand = await setUp({ url: relay.url, formats: [{ format }], upstream: { url: mock.url } });
  const { results, stopped } = await conformance({
    target: stand.targets[0],
    upstream: mock.upstream,
    checks: await loadChecks(),
    seed: 'relay',
  });
  expect(stopped).toBeUndefined();
  const notable = results.filter(({ status }) => status !== 'pass' && status !== 'skip');
  // An upstream that hangs up hangs up on the client, who repeats: no 5xx, and no word about it.
  expect(notable.map(({ status, check }) => `${status} ${check}`)).toEqual([
    'warn common/unreachable/quick-json',
  ]);
});
