import { header, type RawHeaders } from '../../wire/headers.ts';
import { readJson } from '../../wire/json.ts';
import type { Refusal } from '../encode/errors.ts';

/** The documented limit of a request body. */
const MAX_BYTES = 32 * 1024 * 1024;
/** The limit of all text in it, which a recorded refusal names. */
const MAX_TEXT_BYTES = 9_000_000;

/** What can be said of the bytes alone; the refusal, or undefined when all is well. */
export function sizeProblem(body: Uint8Array): Refusal | undefined {
  if (body.length <= MAX_BYTES) return undefined;
  return { status: 413, type: 'request_too_large', message: 'Request exceeds the maximum size' };
}

/** The refusal of a body that is not said to be JSON. The wording of the real API is not known. */
export function contentTypeProblem(headers: RawHeaders): string | undefined {
  const value = header(headers, 'content-type');
  if (value === undefined) return 'content-type: header is required';
  const [type = ''] = value.split(';');
  return type.trim().toLowerCase() === 'application/json'
    ? undefined
    : `content-type: "${value}" is not supported`;
}

/** A body that is JSON for `JSON.parse`, but not for the real API: half of a surrogate pair, bytes that are no UTF-8. */
export function encodingProblem(body: Uint8Array): string | undefined {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  if (!bytes.includes('\\ud') && !bytes.includes('\\uD')) return undefined;
  const text = bytes.toString();
  const lone =
    /(?<!\\)(?:\\\\)*(?:\\u[dD][89abAB][\da-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][\da-fA-F]{2})\\u[dD][c-fC-F][\da-fA-F]{2})/;
  const found = lone.exec(text);
  return found ? invalid('no low surrogate in string', text, found.index) : undefined;
}

/** Why a body is not JSON, with the place in the way of the real API. */
export function syntaxProblem(body: Uint8Array): string {
  const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString();
  if (text.trim() === '') return invalid('Input is a zero-length, empty document', text, 0);
  const [defect] = readJson(body).defects;
  const at = Buffer.from(body.subarray(0, defect?.offset ?? 0)).toString().length;
  return invalid(at >= text.length ? 'unexpected end of data' : 'unexpected character', text, at);
}

/** More text than the service takes at once; counted only where a body is big enough for it. */
export function textProblem(body: Uint8Array, parsed: unknown): string | undefined {
  if (body.length <= MAX_TEXT_BYTES) return undefined;
  const size = textBytes(parsed);
  return size > MAX_TEXT_BYTES ? `too many total text bytes: ${size} > ${MAX_TEXT_BYTES}` : undefined;
}

function textBytes(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, member) => sum + textBytes(member), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, member]) => {
    const isText = typeof member === 'string' && (key === 'text' || key === 'content' || key === 'system');
    return sum + (isText ? Buffer.byteLength(member) : textBytes(member));
  }, 0);
}

function invalid(reason: string, text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  return `The request body is not valid JSON: ${reason}: line ${line} column ${column} (char ${at})`;
}
