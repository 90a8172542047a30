import { isUtf8 } from 'node:buffer';
import type { Chunk, Exchange } from '../net/exchange.ts';
import { requestLine } from '../net/exchange.ts';
import { redact, redactHeaders, redactParts } from '../net/redact.ts';
import { header, type RawHeaders } from '../wire/headers.ts';
import type { ReportBytes, ReportExchange } from './model.ts';

/** Enough of a body to see what happened; a run with a hundred findings stays readable and mailable. */
export const DEFAULT_TRACE_BYTES = 16 * 1024;
/** Longer than any secret: one that begins before the cut is found whole. */
const MARGIN = 64 * 1024;
/** A header line; probes of long headers go further. */
const MAX_HEADER = 4 * 1024;

/**
 * One hop as the report shows it: redacted, then cut.
 * @param own the run's own secrets
 * @param most bytes that are shown of each body
 */
export function trace(
  exchange: Exchange,
  own: readonly string[],
  most = DEFAULT_TRACE_BYTES,
): ReportExchange {
  const { request, response } = exchange;
  const room = { own, most };
  const [body] = contents([{ ms: 0, bytes: request.body }], request.headers, room, request.bytes);
  return {
    id: exchange.id,
    vantage: exchange.vantage,
    requestLine: redact(requestLine(exchange), own),
    requestHeaders: lines(request.headers, room),
    requestBody: body ?? { bytes: 0 },
    status: response.status,
    responseHeaders: lines(response.headers, room),
    chunks: contents(response.chunks, response.headers, room).map((content, i) => ({
      ms: Math.round((response.chunks[i]?.ms ?? 0) * 10) / 10,
      ...content,
    })),
    ended: exchange.ended,
    ...(exchange.detail !== undefined && { detail: redact(exchange.detail, own) }),
  };
}

/** What is hidden, and how much is shown. */
interface Room {
  readonly own: readonly string[];
  readonly most: number;
}

function lines(headers: RawHeaders, { own, most }: Room): [string, string][] {
  const longest = Math.min(MAX_HEADER, most);
  return redactHeaders(headers, own).map(([name, value]) => [
    name,
    value.length > longest ? `${value.slice(0, longest)}… (${value.length} characters)` : value,
  ]);
}

/** What the chunks of one body hold, for as long as the room lasts. `all`: bytes of a body of which only the beginning is there. */
function contents(
  chunks: readonly Chunk[],
  headers: RawHeaders,
  { own, most }: Room,
  all?: number,
): ReportBytes[] {
  // A secret cannot be found in compressed bytes, so these are not shown.
  const compressed = !/^(identity)?$/i.test(header(headers, 'content-encoding') ?? '');
  let room = compressed ? 0 : most + MARGIN;
  const heads = chunks.map(({ bytes }) => {
    const head = bytes.subarray(0, room);
    room -= head.length;
    return Buffer.from(head).toString('latin1');
  });
  let left = most;
  return redactParts(heads, own).map((part, i) => {
    const shown = Buffer.from(part.slice(0, left), 'latin1');
    left -= shown.length;
    const length = all ?? chunks[i]?.bytes.length ?? 0;
    const truncated = shown.length < part.length || (heads[i]?.length ?? 0) < length;
    return {
      bytes: length,
      ...(shown.length > 0 && textOrBase64(shown)),
      ...(truncated && { truncated: true as const }),
    };
  });
}

function textOrBase64(bytes: Buffer): Pick<ReportBytes, 'text' | 'base64'> {
  return isUtf8(bytes) ? { text: bytes.toString('utf8') } : { base64: bytes.toString('base64') };
}
