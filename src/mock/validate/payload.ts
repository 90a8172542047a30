import { isUtf8 } from 'node:buffer';
import { header, type RawHeaders } from '../../wire/headers.ts';
import { readJson } from '../../wire/json.ts';
import { flawOf } from '../measure.ts';

/** The limit of all text in it, which a recorded refusal names. */
const MAX_TEXT_BYTES = 9_000_000;
/**
 * An escape in JSON: a surrogate pair, one half of it (captured), or any other. One by one, since a repeated
 * group uses up the stack on a long text.
 */
const ESCAPE =
  /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\(u[dD][89a-fA-F][\da-fA-F]{2})|\\./g;

/** The refusal of a body that is not said to be JSON. The wording of the real API is not known. */
export function contentTypeProblem(headers: RawHeaders): string | undefined {
  const value = header(headers, 'content-type');
  if (value === undefined) return 'content-type: header is required';
  const [type = ''] = value.split(';');
  return type.trim().toLowerCase() === 'application/json'
    ? undefined
    : `content-type: "${value}" is not supported`;
}

/**
 * Why a body is no JSON for the real API; undefined when it is.
 * @param parsed the body for `JSON.parse`; undefined when it is no JSON for that either
 */
export function jsonProblem(body: Uint8Array, parsed: unknown): string | undefined {
  return parsed === undefined ? syntaxProblem(body) : encodingProblem(body, parsed);
}

/**
 * A body that is JSON for `JSON.parse`, but not for the real API: bytes that are no UTF-8, half of a surrogate
 * pair, nesting without end. Judged by the parsed value, since to search all text for escapes costs more.
 */
function encodingProblem(body: Uint8Array, parsed: unknown): string | undefined {
  if (!isUtf8(body)) return invalid('str is not valid UTF-8: surrogates not allowed', '', 0);
  const flaw = flawOf(parsed);
  if (flaw === 'depth') return invalid('Recursion limit reached', '', 0);
  if (flaw === undefined) return undefined;
  const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString();
  return invalid('no low surrogate in string', text, loneHalf(text));
}

/** Where the half of a surrogate pair is escaped that has no other half beside it. */
function loneHalf(text: string): number {
  for (const { 1: half, index } of text.matchAll(ESCAPE)) if (half !== undefined) return index;
  return 0;
}

/** Why a body is not JSON, with the place in the way of the real API. */
function syntaxProblem(body: Uint8Array): string {
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
