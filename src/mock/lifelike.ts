import { gzipEach } from '../wire/gzip.ts';
import { headerList, type RawHeaders, withoutHeaders } from '../wire/headers.ts';
import type { Delivery } from '../wire/scenario.ts';
import type { Part, Reply } from './reply.ts';

/**
 * A stream as it comes from a real model: over time, if faster than any, and cut by the network wherever it
 * likes, also within a character. The number of bytes has no factor in common with the size of events.
 */
export const LIFELIKE: Delivery = { eventDelay: 4, chunkBytes: 61 };

/** The reply as the service packs it for a client that takes gzip: each piece can be read when it comes. */
export function packed(reply: Reply, request: RawHeaders): Reply {
  const takesGzip = headerList(request, 'accept-encoding').some((coding) => /^gzip\b/i.test(coding));
  const pieces = reply.parts.flatMap((part) => ('bytes' in part ? [part.bytes] : []));
  if (!takesGzip || pieces.length === 0) return reply;
  const rest = gzipEach(pieces).values();
  const parts = reply.parts.map(
    (part): Part => ('bytes' in part ? { bytes: rest.next().value ?? part.bytes } : part),
  );
  const headers = withoutHeaders(reply.headers, 'content-length');
  return { ...reply, headers: [...headers, ['content-encoding', 'gzip']], parts };
}
