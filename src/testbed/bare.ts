import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { afterEach } from 'vitest';
import { startGateway } from '../mock/gateway.ts';
import type { Middleware } from '../mock/middleware.ts';

export const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** A bare upstream with a gateway in front of it. */
export async function behindGateway(handler: http.RequestListener, layers: Middleware[] = [], path = '') {
  const server = http.createServer({ keepAliveTimeout: 120_000 }, handler);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  cleanups.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  const { port } = server.address() as net.AddressInfo;
  const gateway = await startGateway({ upstream: `http://127.0.0.1:${port}${path}`, layers });
  cleanups.push(() => gateway.close());
  return { server, url: new URL(gateway.url) };
}

/** A raw connection to the gateway that collects what comes back. */
export async function rawConnection(url: URL) {
  const socket = net.connect(Number(url.port), url.hostname);
  await once(socket, 'connect');
  cleanups.push(() => socket.destroy());
  let text = '';
  let wake = () => {};
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
    wake();
  });
  const seen = async (part: string) => {
    while (!text.includes(part)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const end = text.indexOf(part) + part.length;
    const before = text.slice(0, end);
    text = text.slice(end);
    return before;
  };
  const ended = once(socket, 'close').then(() => text);
  return { socket, seen, ended };
}

/** The whole body of a request. */
export async function wholeBody(req: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Resolves with the first call of the returned function. */
export function signal<T = void>() {
  let give: (value: T) => void = () => {};
  const given = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { give: (value: T) => give(value), given };
}

/** The head of a request, to be completed by its framing. */
export const POST = 'POST /v1/messages?beta=true HTTP/1.1\r\nhost: gateway.example\r\n';
