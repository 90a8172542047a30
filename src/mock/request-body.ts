import zlib from 'node:zlib';
import type { RequestRecord } from '../net/exchange.ts';
import { header, headerList } from '../wire/headers.ts';

/** The largest request that the real API takes, in bytes. */
export const MAX_BODY = 32 * 1024 * 1024;

const DECODERS: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
  gzip: (bytes) => zlib.gunzipSync(bytes, { maxOutputLength: MAX_BODY }),
  'x-gzip': (bytes) => zlib.gunzipSync(bytes, { maxOutputLength: MAX_BODY }),
  deflate: (bytes) => zlib.inflateSync(bytes, { maxOutputLength: MAX_BODY }),
  br: (bytes) => zlib.brotliDecompressSync(bytes, { maxOutputLength: MAX_BODY }),
};

/** The body with its `content-encoding` undone; as it is if that is unknown, broken or too large. */
export function decodedBody({ headers, body }: RequestRecord): Uint8Array {
  if (header(headers, 'content-encoding') === undefined) return body;
  try {
    return headerList(headers, 'content-encoding').reduceRight<Uint8Array>(
      (bytes, coding) => DECODERS[coding.toLowerCase()]?.(bytes) ?? bytes,
      body,
    );
  } catch {
    return body;
  }
}

/** The value of a JSON body; undefined when it is none, or larger than any that is taken. */
export function jsonOf(bytes: Uint8Array): unknown {
  if (bytes.length === 0 || bytes.length > MAX_BODY) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString());
  } catch {
    return undefined;
  }
}
