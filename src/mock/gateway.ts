import http from 'node:http';
import { type RawHeaders, toFlat, toPairs, withHeader, withoutHeaders } from '../wire/headers.ts';

/** A request on its way through a gateway. Bodies are streams, so that nothing waits for a whole one. */
export interface GatewayRequest {
  readonly method: string;
  /** Path and query, undecoded. */
  readonly target: string;
  readonly headers: RawHeaders;
  readonly body: AsyncIterable<Uint8Array>;
  /** Aborts when the client has left. */
  readonly gone: AbortSignal;
}

/** An answer on its way back. An error thrown by `body` means that it was cut short. */
export interface GatewayResponse {
  readonly status: number;
  readonly headers: RawHeaders;
  readonly body: AsyncIterable<Uint8Array>;
}

export type Forward = (request: GatewayRequest) => Promise<GatewayResponse>;

/** One layer of a gateway: passes on, alters, refuses or answers by itself. */
export type Middleware = (request: GatewayRequest, next: Forward) => Promise<GatewayResponse>;

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

/** Headers that belong to one connection and are never forwarded (RFC 9110 section 7.6.1). */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/**
 * The reference gateway: forwards every request and answer unchanged but for hop-by-hop headers,
 * as the bytes arrive, and gives up upstream when the client leaves. Layers around it add the
 * credential exchange, or the one defect of a broken gateway.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const agent = new http.Agent({ keepAlive: true });
  const upstream = new URL(options.upstream);
  const handle = (options.layers ?? []).reduceRight<Forward>(
    (next, layer) => (request) => layer(request, next),
    (request) => forward(request, upstream, agent),
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
    agent.destroy();
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
  const request: GatewayRequest = {
    method: req.method ?? '',
    target: req.url ?? '',
    headers: withoutHeaders(toPairs(req.rawHeaders), ...HOP_BY_HOP),
    body: req,
    gone: leave.signal,
  };
  try {
    const response = await handle(request);
    res.writeHead(response.status, toFlat(withoutHeaders(response.headers, ...HOP_BY_HOP)));
    res.flushHeaders();
    for await (const bytes of response.body) {
      if (!res.write(bytes)) await drained(res);
    }
    res.end();
  } catch (error) {
    if (res.headersSent || leave.signal.aborted) res.destroy();
    else refuse(res, error);
  }
}

/** Waits until the client has taken what was written, or has left. */
function drained(res: http.ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    res.once('drain', resolve);
    res.once('close', resolve);
  });
}

/** The provider could not be reached: 502 in the Messages error envelope. */
function refuse(res: http.ServerResponse, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  const body = JSON.stringify({
    type: 'error',
    error: { type: 'api_error', message: `The gateway could not reach its provider: ${reason}` },
  });
  res.writeHead(502, { 'content-type': 'application/json' }).end(body);
}

function forward(request: GatewayRequest, upstream: URL, agent: http.Agent): Promise<GatewayResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = http.request({
      agent,
      hostname: upstream.hostname,
      port: upstream.port,
      method: request.method,
      path: upstream.pathname.replace(/\/$/, '') + request.target,
      headers: toFlat(withHeader(request.headers, 'host', upstream.host)),
      signal: request.gone,
    });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      resolve({
        status: incoming.statusCode ?? 502,
        headers: withoutHeaders(toPairs(incoming.rawHeaders), ...HOP_BY_HOP),
        body: incoming,
      });
    });
    pump(request.body, outgoing).catch((error: unknown) => {
      outgoing.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
}

async function pump(body: AsyncIterable<Uint8Array>, outgoing: http.ClientRequest): Promise<void> {
  for await (const bytes of body) {
    if (!outgoing.write(bytes)) {
      await new Promise<void>((resolve) => {
        outgoing.once('drain', resolve);
        outgoing.once('close', resolve);
      });
    }
  }
  outgoing.end();
}
