import http from 'node:http';
import https from 'node:https';
import { header, type RawHeaders, toFlat, toPairs } from '../wire/headers.ts';
import { addressOf, type Carrier, failureCode, lengthOf } from './carrier.ts';
import { type ClientOptions, type ClientRequest, timeoutOf } from './client.ts';

/** Larger than anything that a target may send in good faith. */
const MAX_HEADER = 256 * 1024;

/**
 * A connection that nobody named is left after so many idle milliseconds: common servers close theirs after
 * 5 s, and a request that meets such an end would tell of that and not of what it is about.
 */
const REST = 2_000;

/** Carries requests over HTTP/1.1, each on a connection of its own or one that is idle. */
export function overHttp1(options: ClientOptions): Carrier {
  const { secure, host, port, tls } = addressOf(options);
  const pool = { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY };
  const agentOf = (settings: http.AgentOptions) =>
    secure ? new https.Agent({ ...settings, ...tls }) : new http.Agent(settings);
  const shared = agentOf({ ...pool, timeout: REST });
  const lines = new Map<string, http.Agent>();
  /** The agent of a line, with room for its one connection. */
  const lineOf = (name: string): http.Agent => {
    const line = lines.get(name) ?? agentOf({ ...pool, maxSockets: 1 });
    lines.set(name, line);
    return line;
  };
  return {
    transport: secure ? 'https/1.1' : 'http/1.1',
    written: (request) => written(request, options.base.host),
    start: (request, record) => {
      const { exchange } = record;
      const outgoing = (secure ? https : http).request({
        agent: request.line === undefined ? shared : lineOf(request.line),
        hostname: host,
        port,
        method: request.method,
        path: exchange.request.target,
        headers: toFlat(exchange.request.headers),
        timeout: timeoutOf(request, options),
        maxHeaderSize: MAX_HEADER,
      });
      outgoing.on('socket', () => {
        if (outgoing.reusedSocket) exchange.reused = true;
      });
      outgoing.on('response', (incoming) => {
        record.head(incoming.statusCode ?? 0, toPairs(incoming.rawHeaders));
        incoming.on('data', (bytes: Buffer) => record.chunk(bytes));
        incoming.on('end', () => record.end(incoming.complete ? 'complete' : 'cut'));
        incoming.on('error', (error: NodeJS.ErrnoException) => record.end('cut', failureCode(error)));
        incoming.on('close', () => record.end('cut'));
      });
      outgoing.on('timeout', () => record.silence());
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        const code = failureCode(error);
        if (code.startsWith('HPE_')) record.end('malformed', code);
        else if (!record.isAnswered) record.end('refused', code);
        // Anything else, such as a body that the gateway no longer reads, leaves the end to the answer.
        else if (code === 'ECONNRESET') record.end('reset', code);
      });
      // It comes before the answer's own events, which know how that ended.
      outgoing.on('close', () => {
        if (!record.isAnswered) record.end('refused', 'closed without an answer');
      });

      const sendBody = () => {
        outgoing.end(request.body);
        exchange.request.complete = true;
      };
      if (request.holdBody) outgoing.flushHeaders();
      else sendBody();
      return { sendBody, leave: () => outgoing.destroy() };
    },
    close: () => {
      for (const agent of [shared, ...lines.values()]) agent.destroy();
    },
  };
}

/** The headers with `host` first and the body's framing, unless the request spells them out. */
function written(request: ClientRequest, host: string): RawHeaders {
  const hasHost = header(request.headers, 'host') !== undefined;
  const chunked = request.chunked ? [['transfer-encoding', 'chunked'] as const] : [];
  return [
    ...(hasHost ? [] : [['host', host] as const]),
    ...request.headers,
    ...lengthOf(request),
    ...chunked,
  ];
}
