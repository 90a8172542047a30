import type { RequestRecord } from '../net/exchange.ts';
import { findMarks } from '../wire/mark.ts';
import { decodedBody } from './request-body.ts';

/** Members that hold a whole request as base64, such as `input.invokeModel.body`; a mark needs 20 bytes. */
const BASE64_STRING = /"([A-Za-z0-9+/]{28,}={0,2})"/g;

/** A large body is searched in stretches of so many bytes from its end, where the last user text is. */
const STRETCH = 64 * 1024;
/** Bytes that a stretch shares with the next: more than a mark has. */
const OVERLAP = 64;

/**
 * The mark that a request carries: the last known one of the raw body (earlier ones may be quotes of
 * former turns), else of the body with content-encoding undone, else inside base64 members, else of the
 * query string.
 */
export function findMark(request: RequestRecord, isKnown: (mark: string) => boolean): string | undefined {
  const lastKnown = (text: string) => findMarks(text).findLast(isKnown);
  // A mark is ASCII, so bytes as characters will do, and cost less than decoding UTF-8.
  for (let end = request.body.length; end > 0; end -= STRETCH) {
    const from = Math.max(0, end - STRETCH - OVERLAP);
    const found = lastKnown(latin1(request.body.subarray(from, end)));
    if (found !== undefined) return found;
  }
  const decoded = decodedBody(request);
  const text = latin1(decoded);
  return (
    (decoded === request.body ? undefined : lastKnown(text)) ??
    lastKnown(
      [...text.matchAll(BASE64_STRING)]
        .map(([, base64 = '']) => latin1(Buffer.from(base64, 'base64')))
        .join('\n'),
    ) ??
    lastKnown(request.target)
  );
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
