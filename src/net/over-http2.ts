import http2 from 'node:http2';
import { type RawHeaders, toPairs, withoutHeaders } from '../wire/headers.ts';
import { addressOf, type Carrier, lengthOf } from './carrier.ts';
import { type ClientOptions, type ClientRequest, timeoutOf } from './client.ts';
import { type Connection, codeName, Http2Pool, NoConnection } from './http2-pool.ts';
import type { Recording } from './recording.ts';
import { CONNECTION_HEADERS } from './sink.ts';

const { NGHTTP2_CANCEL, NGHTTP2_NO_ERROR, NGHTTP2_REFUSED_STREAM } = http2.constants;

/**
 * Carries requests over HTTP/2, with prior knowledge in cleartext and by ALPN over TLS, as streams that
 * share a connection.
 */
export function overHttp2(options: ClientOptions): Carrier {
  const { secure } = addressOf(options);
  const shared = new Http2Pool(options);
  const lines = new Map<string, Http2Pool>();
  const lineOf = (name: string): Http2Pool => {
    const line = lines.get(name) ?? new Http2Pool(options);
    lines.set(name, line);
    return line;
  };
  return {
    transport: secure ? 'h2' : 'h2c',
    written: (request) => written(request, options.base.host),
    start: (request, record) => {
      const { exchange } = record;
      const pool = request.line === undefined ? shared : lineOf(request.line);
      let stream: http2.ClientHttp2Stream | undefined;
      let isHeld = request.holdBody ?? false;
      const sendBody = () => {
        isHeld = false;
        if (!stream) return;
        stream.end(request.body);
        exchange.request.complete = true;
      };
      const begin = (mayRepeat: boolean) => {
        const taken = pool.take((connection) => {
          if (exchange.ended !== 'open') return undefined;
          const { method, target, headers } = exchange.request;
          stream = connection.session.request(fields(method, target, secure, headers), {
            endStream: !isHeld && request.body === undefined,
          });
          stream.setTimeout(timeoutOf(request, options), () => record.silence());
          follow(stream, connection, record, () => {
            if (mayRepeat) begin(false);
            return mayRepeat;
          });
          if (!isHeld) sendBody();
          return stream;
        });
        taken.catch((error: unknown) => {
          if (error instanceof NoConnection) record.end(error.ended, error.message);
          else record.end('refused', error instanceof Error ? error.message : String(error));
        });
      };
      begin(true);
      return { sendBody, leave: () => stream?.close(NGHTTP2_CANCEL) };
    },
    close: () => {
      for (const pool of [shared, ...lines.values()]) pool.close();
    },
  };
}

/**
 * Tells the recording what happens on a stream.
 * @param repeat sends the request once more, unless it has been: whether it does
 */
function follow(
  stream: http2.ClientHttp2Stream,
  connection: Connection,
  record: Recording,
  repeat: () => boolean,
): void {
  let isWhole = false;
  stream.on('response', (headers: http2.IncomingHttpHeaders, _: number, raw?: unknown) => {
    const all = toPairs(Array.isArray(raw) ? raw.map(String) : []);
    const plain = all.filter(([name]) => !name.startsWith(':'));
    record.head(Number(headers[':status'] ?? 0), plain);
  });
  stream.on('data', (bytes: Buffer) => record.chunk(bytes));
  // After a reset the body ends, too, but the stream is closed by then.
  stream.on('end', () => {
    isWhole ||= !stream.closed;
  });
  // What broke it is told by its close.
  stream.on('error', () => {});
  stream.on('close', () => {
    const code = stream.rstCode ?? NGHTTP2_NO_ERROR;
    const { lost } = connection;
    const { isAnswered } = record;
    if (isAnswered && (isWhole || code === NGHTTP2_NO_ERROR)) record.end('complete');
    // It was not looked at (RFC 9113 section 8.7), so it came just when the target wanted to leave.
    else if (!isAnswered && code === NGHTTP2_REFUSED_STREAM && repeat()) return;
    else if (!isAnswered) record.end('refused', lost ?? `RST_STREAM ${codeName(code)}`);
    else if (lost !== undefined) record.end(lost === 'ECONNRESET' ? 'reset' : 'cut', lost);
    else record.end('reset', `RST_STREAM ${codeName(code)}`);
  });
}

/** `:authority`, which stands for `host`, first; names in lower case, lines of one name together, none of the connection. */
function written(request: ClientRequest, host: string): RawHeaders {
  const lines = withoutHeaders([...request.headers, ...lengthOf(request)], ...CONNECTION_HEADERS);
  const byName = new Map<string, string[]>([[':authority', []]]);
  for (const [name, value] of lines) {
    const key = name.toLowerCase() === 'host' ? ':authority' : name.toLowerCase();
    byName.set(key, [...(byName.get(key) ?? []), value]);
  }
  if (byName.get(':authority')?.length === 0) byName.set(':authority', [host]);
  return [...byName].flatMap(([name, values]) => values.map((value) => [name, value] as const));
}

/** The header fields in the form that Node takes. */
function fields(
  method: string,
  path: string,
  secure: boolean,
  headers: RawHeaders,
): http2.OutgoingHttpHeaders {
  const map: Record<string, string | string[]> = {
    ':method': method,
    ':scheme': secure ? 'https' : 'http',
    ':path': path,
  };
  for (const [name, value] of headers) {
    const before = map[name];
    map[name] = before === undefined ? value : [before, value].flat();
  }
  return map;
}
