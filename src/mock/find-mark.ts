import type { RequestRecord } from '../net/exchange.ts';
import { findMarks } from '../wire/mark.ts';
import { decodedBody } from './request-body.ts';

/** Members that hold a whole request as base64, such as `input.invokeModel.body`; a mark needs 20 bytes. */
const BASE64_STRING = /"([A-Za-z0-9+/]{28,}={0,2})"/g;

/** Bytes at the end of a body, where the last user text is: a large one is rarely searched as a whole. */
const TAIL = 16 * 1024;

/**
 * The mark that a request carries: the last known one of the raw body (earlier ones may be quotes of
 * former turns), else of the body with content-encoding undone, else inside base64 members, else of the
 * query string.
 */
export function findMark(request: RequestRecord, isKnown: (mark: string) => boolean): string | undefined {
  const lastKnown = (text: string) => findMarks(text).findLast(isKnown);
  const near = request.body.length > TAIL ? lastKnown(latin1(request.body.subarray(-TAIL))) : undefined;
  if (near !== undefined) return near;
  // A mark is ASCII, so bytes as characters will do, and cost less than decoding UTF-8.
  const raw = latin1(request.body);
  const found = lastKnown(raw);
  if (found !== undefined) return found;
  const decoded = decodedBody(request);
  const text = decoded === request.body ? raw : latin1(decoded);
  return (
    (text === raw ? undefined : lastKnown(text)) ??
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
