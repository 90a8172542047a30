import http from 'node:http';
import { toFlat, toPairs } from '../wire/headers.ts';
import { endToEnd, upstreamAt } from './forward.ts';
import { collect } from './layers/bytes.ts';
import { errorAnswer } from './layers/response.ts';
import type { Forward, GatewayRequest, Middleware } from './middleware.ts';

export interface GatewayOptions {
  /** Base URL of the provider. */
  readonly upstream: string;
  /** Outermost first; a credential policy and, in broken gateways, a defect. */
  readonly layers?: readonly Middleware[];
  readonly port?: number;
}

/** A running gateway on the loopback interface. */
export interface Gateway extends AsyncDisposable {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The reference gateway: forwards every request and answer unchanged but for hop-by-hop headers,
 * as the bytes arrive, and gives up upstream when the client leaves. Layers around it add the
 * credential exchange, or the one defect of a broken gateway.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const upstream = upstreamAt(options.upstream);
  const handle = (options.layers ?? []).reduceRight<Forward>(
    (next, layer) => (request) => layer(request, next),
    upstream.forward,
  );
  const server = http.createServer({ maxHeaderSize: 256 * 1024, keepAliveTimeout: 120_000 }, (req, res) => {
    void answer(req, res, handle);
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = async () => {
    upstream.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, close, [Symbol.asyncDispose]: close };
}

async function answer(req: http.IncomingMessage, res: http.ServerResponse, handle: Forward): Promise<void> {
  const leave = new AbortController();
  res.on('close', () => {
    if (!res.writableFinished) leave.abort();
  });
  res.sendDate = false;
  const request: GatewayRequest = {
    method: req.method ?? '',
    target: req.url ?? '',
    headers: toPairs(req.rawHeaders),
    body: req,
    gone: leave.signal,
  };
  try {
    const response = await handle(request);
    res.writeHead(response.status, toFlat(endToEnd(response.headers)));
    res.flushHeaders();
    for await (const bytes of response.body) {
      await written(res, bytes);
      if (res.destroyed) return;
    }
    res.addTrailers((response.trailers?.() ?? []).map(([name, value]): [string, string] => [name, value]));
    res.end();
  } catch (error) {
    if (res.headersSent || leave.signal.aborted) res.destroy();
    else await refuse(res, error, request);
  }
}

/**
 * Waits until the bytes are out, or the client has left. Without the wait, closing after an
 * upstream's cut would also throw away what came before it.
 */
function written(res: http.ServerResponse, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      res.off('close', done);
      resolve();
    };
    res.on('close', done);
    res.write(bytes, done);
  });
}

/** The provider could not be reached: 502 in the error shape of the request's format. */
async function refuse(res: http.ServerResponse, error: unknown, request: GatewayRequest): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `The gateway could not reach its provider: ${reason}`;
  const { status, headers, body } = errorAnswer(502, 'api_error', message, [], request);
  res.writeHead(status, toFlat(headers)).end(await collect(body));
}
