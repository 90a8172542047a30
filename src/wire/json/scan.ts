import { Buffer } from 'node:buffer';
import type { Defect } from '../defect.ts';
import type { Span } from './node.ts';

/** Far beyond any request or tool schema, and low enough for readers that recurse. */
export const MAX_DEPTH = 1_000;
/** Bytes. Where longer containers end is kept, so that finding out what is in one does not scan it again. */
const LONG = 1_024;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NUMBER_BYTES = new Set(Buffer.from('0123456789+-.eE'));
const LITERALS = ['true', 'false', 'null'] as const;

/** Where a text stops being JSON. */
export class Unreadable extends Error {
  readonly defect: Defect;
  constructor(defect: Defect) {
    super(defect.text);
    this.defect = defect;
  }
}

/**
 * Finds the places of the values in a JSON text (RFC 8259). It makes nothing of them, so that a text with a
 * million values costs no more memory than its bytes.
 * @throws Unreadable, at the first byte that does not belong there
 */
export class Scanner {
  readonly bytes: Buffer;
  readonly #ends = new Map<number, number>();
  #at = 0;
  #depth = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** The one value of a text, `from` where it begins, behind a byte order mark. */
  document(from: number): Span {
    this.#at = from;
    const span = this.#value();
    if (this.#next() !== undefined) this.#fail('json/syntax', 'the end of the JSON');
    return span;
  }

  /** Tells the keys and values of the object that begins at `start`, in order. */
  members(start: number, found?: (key: Span, value: Span) => void): void {
    this.#open(start);
    if (this.#next() !== 0x7d) {
      do {
        if (this.#next() !== 0x22) this.#fail('json/syntax', 'a key');
        const key = this.#string();
        if (!this.#skip(0x3a)) this.#fail('json/syntax', "':'");
        const value = this.#value();
        found?.(key, value);
      } while (this.#skip(0x2c));
    }
    this.#close(0x7d, "',' or '}'");
  }

  /** Tells the items of the array that begins at `start`, in order. */
  items(start: number, found?: (item: Span) => void): void {
    this.#open(start);
    if (this.#next() !== 0x5d) {
      do {
        const item = this.#value();
        found?.(item);
      } while (this.#skip(0x2c));
    }
    this.#close(0x5d, "',' or ']'");
  }

  #value(): Span {
    const byte = this.#next();
    if (byte === 0x7b || byte === 0x5b) return this.#container(byte);
    if (byte === 0x22) return this.#string();
    if (byte === 0x2d || (byte !== undefined && byte >= 0x30 && byte <= 0x39)) return this.#number();
    return this.#literal();
  }

  #container(bracket: number): Span {
    const start = this.#at;
    const known = this.#ends.get(start);
    if (known !== undefined) this.#at = known;
    else if (bracket === 0x7b) this.members(start);
    else this.items(start);
    if (this.#at - start > LONG) this.#ends.set(start, this.#at);
    return { start, end: this.#at };
  }

  #string(): Span {
    const start = this.#at;
    for (this.#at++; ; this.#at++) {
      const byte = this.bytes[this.#at];
      if (byte === 0x22) break;
      if (byte === undefined || byte < 0x20) this.#fail('json/syntax', 'the rest of a string');
      if (byte === 0x5c) this.#escape();
    }
    return { start, end: ++this.#at };
  }

  /** Checks the escape at the backslash and stops on its last byte. */
  #escape(): void {
    const text = this.bytes.toString('latin1', this.#at, this.#at + 6);
    const sequence = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text)?.[0];
    if (sequence === undefined) this.#fail('json/syntax', 'a known escape');
    this.#at += sequence.length - 1;
  }

  #number(): Span {
    const start = this.#at;
    let end = start;
    // Number literals are ASCII and short; anything that could belong to one is cut out and checked.
    while (NUMBER_BYTES.has(this.bytes[end] ?? 0)) end++;
    const text = this.bytes.toString('latin1', start, end);
    NUMBER.lastIndex = 0;
    const raw = NUMBER.exec(text)?.[0] ?? '';
    this.#at = start + raw.length;
    if (raw !== text || raw === '') this.#fail('json/syntax', 'a number');
    return { start, end };
  }

  #literal(): Span {
    const start = this.#at;
    const raw = LITERALS.find(
      (literal) => this.bytes.toString('latin1', start, start + literal.length) === literal,
    );
    if (raw === undefined) this.#fail('json/syntax', 'a value');
    this.#at += raw.length;
    return { start, end: this.#at };
  }

  #open(start: number): void {
    this.#at = start;
    if (++this.#depth > MAX_DEPTH) this.#fail('json/depth', `at most ${MAX_DEPTH} levels`);
    this.#at++;
  }

  #close(bracket: number, expected: string): void {
    if (!this.#skip(bracket)) this.#fail('json/syntax', expected);
    this.#depth--;
  }

  /** The next byte that is not white space, without passing it; undefined at the end. */
  #next(): number | undefined {
    for (;;) {
      const byte = this.bytes[this.#at];
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
    const rest = this.bytes.toString('utf8', this.#at, this.#at + 20);
    const found = rest === '' ? 'the end' : JSON.stringify(rest);
    throw new Unreadable({ offset: this.#at, rule, text: `expected ${expected}, found ${found}` });
  }
}
