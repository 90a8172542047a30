import type { RawHeaders } from '../wire/headers.ts';
import type { RequestRecord } from './exchange.ts';

/**
 * The latest bytes, in memory that is allocated once and written over and over. Buffers that live for a
 * while and then die would pile up between two runs of the collector, tens of megabytes of them.
 */
export class Ring {
  readonly #memory: Buffer;
  /** Bytes written so far, with those left out at the end of the memory. */
  #head = 0;

  constructor(size: number) {
    this.#memory = Buffer.allocUnsafeSlow(size);
  }

  /**
   * Keeps a copy of at most the ring's size until that many further bytes have come.
   * @returns reads a copy back; empty once it was written over
   */
  keep(bytes: Uint8Array): () => Uint8Array {
    const size = this.#memory.length;
    const room = size - (this.#head % size);
    if (bytes.length > room) this.#head += room;
    const start = this.#head;
    const at = start % size;
    this.#memory.set(bytes, at);
    this.#head += bytes.length;
    const end = at + bytes.length;
    return () => (this.#head - start > size ? new Uint8Array() : Buffer.from(this.#memory.subarray(at, end)));
  }
}

/** A request whose body can move into a ring; whoever reads it then gets a copy. */
export class KeptRequest implements RequestRecord {
  readonly method: string;
  readonly target: string;
  readonly headers: RawHeaders;
  complete = false;
  #read: () => Uint8Array = () => new Uint8Array();

  constructor(method: string, target: string, headers: RawHeaders) {
    this.method = method;
    this.target = target;
    this.headers = headers;
  }

  get body(): Uint8Array {
    return this.#read();
  }

  set body(bytes: Uint8Array) {
    this.#read = () => bytes;
  }

  /** Gives its buffer up. What is kept of the body is gone when the ring has come round. */
  moveTo(ring: Ring): void {
    this.#read = ring.keep(this.body);
  }
}
