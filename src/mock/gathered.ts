import type { RawHeaders } from '../wire/headers.ts';
import { header } from '../wire/headers.ts';
import { MAX_BODY } from './request-body.ts';

/** Bodies from this size on are written into one place; below it that would cost more than it saves. */
const LARGE = 1024 * 1024;

/**
 * A request body as it comes in. Of a large one whose length is known there is one copy only: its pieces
 * and their sum would take twice the memory. One byte more than the API takes tells a body that is too
 * large; what comes behind it is not kept.
 */
export class Gathered {
  readonly #whole: Buffer | undefined;
  readonly #pieces: Buffer[] = [];
  #size = 0;

  constructor(headers: RawHeaders) {
    const length = Number(header(headers, 'content-length') ?? 0);
    if (length >= LARGE) this.#whole = Buffer.allocUnsafeSlow(Math.min(length, MAX_BODY + 1));
  }

  add(bytes: Buffer): void {
    const from = this.#size;
    this.#size += bytes.length;
    if (this.#whole) bytes.copy(this.#whole, Math.min(from, this.#whole.length));
    else if (from <= MAX_BODY) this.#pieces.push(bytes);
  }

  /** What has come so far. */
  get bytes(): Buffer {
    if (this.#whole) return this.#whole.subarray(0, this.#size);
    const [first] = this.#pieces;
    return this.#pieces.length === 1 && first ? first : Buffer.concat(this.#pieces);
  }
}
