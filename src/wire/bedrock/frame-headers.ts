import type { Buffer } from 'node:buffer';

/** A header of a binary frame; order and duplicates are kept. */
export interface FrameHeader {
  readonly name: string;
  readonly type:
    | 'boolean'
    | 'byte'
    | 'short'
    | 'integer'
    | 'long'
    | 'binary'
    | 'string'
    | 'timestamp'
    | 'uuid';
  /** `long` is a bigint, `timestamp` a bigint of milliseconds since 1970, `uuid` 32 hex digits with hyphens. */
  readonly value: boolean | number | bigint | string | Uint8Array;
}

/** What was read before the first breach, and that breach. */
export interface FrameHeaders {
  readonly headers: readonly FrameHeader[];
  readonly breach?: { readonly at: number; readonly text: string };
}

interface ValueType {
  readonly type: FrameHeader['type'];
  /** Bytes of the value; undefined where two bytes before it tell. */
  readonly size?: number;
  read(value: Buffer): FrameHeader['value'];
}

/** By the byte that names the type on the wire: 0 and 1 are the two booleans. */
const TYPES: readonly ValueType[] = [
  { type: 'boolean', size: 0, read: () => true },
  { type: 'boolean', size: 0, read: () => false },
  { type: 'byte', size: 1, read: (value) => value.readInt8() },
  { type: 'short', size: 2, read: (value) => value.readInt16BE() },
  { type: 'integer', size: 4, read: (value) => value.readInt32BE() },
  { type: 'long', size: 8, read: (value) => value.readBigInt64BE() },
  { type: 'binary', read: (value) => value },
  { type: 'string', read: (value) => value.toString('utf8') },
  { type: 'timestamp', size: 8, read: (value) => value.readBigInt64BE() },
  { type: 'uuid', size: 16, read: (value) => hyphened(value.toString('hex')) },
];

/**
 * Reads the header block of one frame: for each header the length of its name (one byte), name, type
 * (one byte) and value, numbers big-endian (smithy.io, "Amazon Event Stream", wire format). Never throws.
 */
export function readFrameHeaders(block: Buffer): FrameHeaders {
  const headers: FrameHeader[] = [];
  const names = new Set<string>();
  let at = 0;
  while (at < block.length) {
    const start = at;
    const broken = (text: string) => ({ headers, breach: { at: start, text } });
    const length = block.readUInt8(at++);
    if (length === 0) return broken('a header without a name');
    if (at + length >= block.length) return broken('a header name runs beyond the headers');
    const name = block.toString('utf8', at, at + length);
    at += length;
    const code = block.readUInt8(at++);
    const kind = TYPES[code];
    if (!kind) return broken(`header ${name} has a value of type ${code}; there are 0 to 9`);
    if (kind.size === undefined && at + 2 > block.length)
      return broken(`header ${name} ends within its length`);
    const size = kind.size ?? block.readUInt16BE(at);
    if (kind.size === undefined) at += 2;
    if (at + size > block.length) return broken(`the value of header ${name} runs beyond the headers`);
    if (names.has(name)) return broken(`a second header ${name}`);
    names.add(name);
    headers.push({ name, type: kind.type, value: kind.read(block.subarray(at, at + size)) });
    at += size;
  }
  return { headers };
}

function hyphened(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
