import { Buffer } from 'node:buffer';
import type { Defect } from '../defect.ts';
import { decodeUtf8 } from '../utf8.ts';
import type { JsonMember, JsonNode, JsonString } from './node.ts';

/** Far beyond any request or tool schema, and low enough for readers that recurse. */
const MAX_DEPTH = 1_000;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERALS = { true: 'boolean', false: 'boolean', null: 'null' } as const;

/**
 * Reads one JSON document (RFC 8259) without losing how it was written. Never throws: `root` is
 * undefined when it is not JSON, and `defects` say where: `json/syntax` (the first error only),
 * `json/depth`, `json/utf8` and `json/bom` (the latter two don't stop the reader).
 */
export function readJson(bytes: Uint8Array): { root: JsonNode | undefined; defects: Defect[] } {
  const defects: Defect[] = [];
  const { invalidAt } = decodeUtf8(bytes);
  if (invalidAt !== undefined) {
    defects.push({ offset: invalidAt, rule: 'json/utf8', text: 'bytes that are not UTF-8' });
  }
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (bom) defects.push({ offset: 0, rule: 'json/bom', text: 'a byte order mark before the JSON' });
  try {
    return { root: new Reader(bytes, bom ? 3 : 0).document(), defects };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { root: undefined, defects: [...defects, error.defect] };
  }
}

/**
 * The plain value of one JSON document, as `JSON.parse` gives it (numbers as doubles, the last of
 * duplicate keys). `value` is undefined when it is not JSON, or nested beyond what those who walk it could
 * bear; defects as in `readJson`. Never throws.
 */
export function parseJson(source: Uint8Array | string): { value: unknown; defects: Defect[] } {
  const { text, invalidAt } =
    typeof source === 'string' ? { text: source, invalidAt: undefined } : decodeUtf8(source);
  const hasBom = text.startsWith('\uFEFF');
  const explain = () => readJson(typeof source === 'string' ? Buffer.from(source) : source).defects;
  try {
    const value: unknown = JSON.parse(hasBom ? text.slice(1) : text);
    // So deep a text has two brackets for each level at least.
    if (text.length > 2 * MAX_DEPTH && isDeeper(value, MAX_DEPTH))
      return { value: undefined, defects: explain() };
    return { value, defects: hasBom || invalidAt !== undefined ? explain() : [] };
  } catch {
    return { value: undefined, defects: explain() };
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}

class Unreadable extends Error {
  readonly defect: Defect;
  constructor(defect: Defect) {
    super(defect.text);
    this.defect = defect;
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #buffer: Buffer;
  #at: number;
  #depth = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#at = at;
  }

  document(): JsonNode {
    const root = this.#value();
    if (this.#next() !== undefined) this.#fail('json/syntax', 'the end of the JSON');
    return root;
  }

  #value(): JsonNode {
    const byte = this.#next();
    if (byte === 0x7b) return this.#object();
    if (byte === 0x5b) return this.#array();
    if (byte === 0x22) return this.#string();
    if (byte === 0x2d || (byte !== undefined && byte >= 0x30 && byte <= 0x39)) return this.#number();
    return this.#literal();
  }

  #object(): JsonNode {
    const start = this.#open();
    const members: JsonMember[] = [];
    if (this.#next() !== 0x7d) {
      do {
        if (this.#next() !== 0x22) this.#fail('json/syntax', 'a key');
        const key = this.#string();
        if (!this.#skip(0x3a)) this.#fail('json/syntax', "':'");
        members.push({ key, value: this.#value() });
      } while (this.#skip(0x2c));
    }
    return { kind: 'object', members, start, end: this.#close(0x7d, "',' or '}'") };
  }

  #array(): JsonNode {
    const start = this.#open();
    const items: JsonNode[] = [];
    if (this.#next() !== 0x5d) {
      do items.push(this.#value());
      while (this.#skip(0x2c));
    }
    return { kind: 'array', items, start, end: this.#close(0x5d, "',' or ']'") };
  }

  #string(): JsonString {
    const start = this.#at;
    let escaped = false;
    for (this.#at++; ; this.#at++) {
      const byte = this.#bytes[this.#at];
      if (byte === 0x22) break;
      if (byte === undefined || byte < 0x20) this.#fail('json/syntax', 'the rest of a string');
      if (byte === 0x5c) escaped = this.#escape();
    }
    const end = ++this.#at;
    const raw = this.#buffer.toString('utf8', start, end);
    return { kind: 'string', raw, value: escaped ? JSON.parse(raw) : raw.slice(1, -1), start, end };
  }

  /** Checks the escape at the backslash and stops on its last byte. */
  #escape(): true {
    const text = this.#buffer.toString('latin1', this.#at, this.#at + 6);
    const sequence = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text)?.[0];
    if (sequence === undefined) this.#fail('json/syntax', 'a known escape');
    this.#at += sequence.length - 1;
    return true;
  }

  #number(): JsonNode {
    const start = this.#at;
    let end = start;
    // Number literals are ASCII and short; anything that could belong to one is cut out and checked.
    while (NUMBER_BYTES.has(this.#bytes[end] ?? 0)) end++;
    const text = this.#buffer.toString('latin1', start, end);
    NUMBER.lastIndex = 0;
    const raw = NUMBER.exec(text)?.[0] ?? '';
    this.#at = start + raw.length;
    if (raw !== text || raw === '') this.#fail('json/syntax', 'a number');
    return { kind: 'number', raw, start, end };
  }

  #literal(): JsonNode {
    const start = this.#at;
    for (const [raw, kind] of Object.entries(LITERALS)) {
      if (this.#buffer.toString('latin1', start, start + raw.length) !== raw) continue;
      this.#at += raw.length;
      return { kind, raw, start, end: this.#at };
    }
    return this.#fail('json/syntax', 'a value');
  }

  #open(): number {
    if (++this.#depth > MAX_DEPTH) this.#fail('json/depth', `at most ${MAX_DEPTH} levels`);
    return this.#at++;
  }

  #close(bracket: number, expected: string): number {
    if (!this.#skip(bracket)) this.#fail('json/syntax', expected);
    this.#depth--;
    return this.#at;
  }

  /** The next byte that is not white space, without passing it; undefined at the end. */
  #next(): number | undefined {
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return byte;
      this.#at++;
    }
  }

  #skip(byte: number): boolean {
    const found = this.#next() === byte;
    if (found) this.#at++;
    return found;
  }

  #fail(rule: string, expected: string): never {
    const rest = this.#buffer.toString('utf8', this.#at, this.#at + 20);
    const found = rest === '' ? 'the end' : JSON.stringify(rest);
    throw new Unreadable({ offset: this.#at, rule, text: `expected ${expected}, found ${found}` });
  }
}

const NUMBER_BYTES = new Set(Buffer.from('0123456789+-.eE'));
