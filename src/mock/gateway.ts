import type { Certificates } from '../net/certificates.ts';
import { type Call, listen } from '../net/listen.ts';
import type { Sink } from '../net/sink.ts';
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
  /** Take TLS on the same port, too. */
  readonly tls?: Certificates;
}

/** A running gateway on the loopback interface. */
export interface Gateway extends AsyncDisposable {
  readonly url: string;
  close(): Promise<void>;
}

const NOTHING = new Uint8Array();

/**
 * The reference gateway: forwards every request and answer unchanged but for hop-by-hop headers,
 * as the bytes arrive, and gives up upstream when the client leaves. Layers around it add the
 * credential exchange, or the one defect of a broken gateway. It takes HTTP/1.1 and HTTP/2.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const upstream = upstreamAt(options.upstream);
  const handle = (options.layers ?? []).reduceRight<Forward>(
    (next, layer) => (request) => layer(request, next),
    upstream.forward,
  );
  const { port: wanted, tls } = options;
  const listening = await listen(
    { ...(wanted !== undefined && { port: wanted }), ...(tls && { tls }), addDate: false },
    (call) => void answer(call, handle),
  );
  const close = async () => {
    upstream.close();
    await listening.close();
  };
  return { url: `http://127.0.0.1:${listening.port}`, close, [Symbol.asyncDispose]: close };
}

async function answer(call: Call, handle: Forward): Promise<void> {
  const { sink } = call;
  const leave = new AbortController();
  const closed = new Promise<void>((resolve) => {
    sink.onClose((whole) => {
      if (!whole) leave.abort();
      resolve();
    });
  });
  /** Without the wait, closing after an upstream's cut would also throw away what came before it. */
  const flushed = () => Promise.race([closed, new Promise<void>((resolve) => sink.flush(resolve))]);
  const request = requestOf(call, leave.signal);
  let isBegun = false;
  try {
    const response = await handle(request);
    for (const { status, headers } of response.ahead ?? []) sink.inform(status, headers);
    sink.head(response.status, [...endToEnd(response.headers), ...(response.connection ?? [])]);
    isBegun = true;
    sink.flushHead();
    for await (const bytes of response.body) {
      sink.write(bytes);
      await flushed();
      if (leave.signal.aborted) return;
    }
    sink.end(NOTHING, response.trailers?.());
  } catch (error) {
    if (leave.signal.aborted) return;
    if (isBegun) sink.cut();
    else await refuse(sink, error, request);
  }
}

function requestOf(call: Call, gone: AbortSignal): GatewayRequest {
  return {
    method: call.method,
    target: call.target,
    headers: call.headers.map(([name, value]) => [name === ':authority' ? 'host' : name, value]),
    body: bodyOf(call),
    connection: call.connection,
    gone,
  };
}

/** Over HTTP/2 the body of a request that was cancelled ends, too, and is no body to pass on. */
async function* bodyOf({ body, whole }: Call): AsyncIterable<Uint8Array> {
  yield* body;
  if (!whole()) throw new Error('the client left in the middle of its request');
}

/** The provider could not be reached: 502 in the error shape of the request's format. */
async function refuse(sink: Sink, error: unknown, request: GatewayRequest): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `The gateway could not reach its provider: ${reason}`;
  const { status, headers, body } = errorAnswer(502, 'api_error', message, [], request);
  sink.head(status, headers);
  sink.end(await collect(body));
}
