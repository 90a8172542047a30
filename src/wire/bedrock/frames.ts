import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import type { Defect } from '../defect.ts';
import type { StreamFrame } from '../event-stream.ts';
import { type FrameHeader, readFrameHeaders } from './frame-headers.ts';

/** Total length and header length, four bytes each, and the CRC32 of both. */
const PRELUDE = 12;
const CHECKSUM = 4;
const OVERHEAD = PRELUDE + CHECKSUM;
/**
 * The largest frame and header block that AWS's own readers take (aws-c-event-stream). What claims more
 * is damage, and waiting for its end would be waiting forever.
 */
const MAX_FRAME = 24 * 1024 * 1024;
const MAX_HEADERS = 128 * 1024;
const NOTHING = Buffer.alloc(0);

/** One message of `application/vnd.amazon.eventstream`. The `bytes` of all, joined, are the stream. */
export interface Frame extends Omit<StreamFrame, 'kind'> {
  /** False when a defect of the framing lies in this frame; headers and payload are then what could be read. */
  readonly intact: boolean;
  readonly headers: readonly FrameHeader[];
  readonly payload: Uint8Array;
}

/**
 * Incremental decoder for the binary event stream of AWS. Every frame is returned by the `push` that
 * brings its last byte, whatever the chunking; memory is taken for bytes that came, never for a length
 * that is claimed. Never throws; one defect a frame at most:
 *
 * - `frame/prelude-crc`, and `frame/length` for a total below 16 bytes or above 24 MB: where the next
 *   frame begins is unknown then, so the rest of the stream stays unread, as one incomplete frame.
 * - `frame/length` for headers that exceed the frame or 128 KB, `frame/crc`, `frame/header`: the next
 *   frame is read.
 * - `frame/truncated`: the stream ends within a frame.
 */
export class FrameDecoder {
  readonly defects: Defect[] = [];
  #pending: Uint8Array[] = [];
  #held = 0;
  #offset = 0;
  /** Of the frame whose prelude is read. */
  #total: number | undefined;
  #lost = false;

  /** Whether the framing was lost, so that the rest is unread. */
  get lost(): boolean {
    return this.#lost;
  }

  /** Frames completed by these bytes. The decoder keeps views of `bytes`: don't reuse the buffer. */
  push(bytes: Uint8Array): Frame[] {
    this.#pending.push(bytes);
    this.#held += bytes.length;
    const frames: Frame[] = [];
    while (!this.#lost && this.#held >= (this.#total ?? PRELUDE)) {
      const held = this.#joined();
      if (this.#total === undefined) this.#prelude(held);
      else {
        frames.push(this.#frame(held.subarray(0, this.#total)));
        this.#pending = [held.subarray(this.#total)];
        this.#held -= this.#total;
        this.#total = undefined;
      }
    }
    return frames;
  }

  /** What is left once the stream has ended: nothing, or one frame. */
  end(): Frame[] {
    if (this.#held === 0) return [];
    if (!this.#lost) {
      const part =
        this.#total === undefined ? `the ${PRELUDE} bytes of a prelude` : `a frame of ${this.#total} bytes`;
      this.#defect(this.#offset, 'frame/truncated', `the stream ends after ${this.#held} of ${part}`);
    }
    const bytes = this.#joined();
    const place = { offset: this.#offset, end: this.#offset + bytes.length };
    this.#held = 0;
    return [{ ...place, bytes, complete: false, intact: false, headers: [], payload: NOTHING }];
  }

  #prelude(held: Buffer): void {
    const total = held.readUInt32BE(0);
    const lost = (rule: string, text: string) => {
      this.#lost = true;
      this.#defect(this.#offset, rule, `${text}; nothing from here on can be read`);
    };
    if (crc32(held.subarray(0, 8)) !== held.readUInt32BE(8)) {
      const start = held.toString('latin1', 0, PRELUDE).replace(/[^ -~]/g, '.');
      lost('frame/prelude-crc', `no frame begins with "${start}": the CRC32 of its lengths is wrong`);
    } else if (total < OVERHEAD) {
      lost('frame/length', `a frame of ${total} bytes, where an empty one has ${OVERHEAD}`);
    } else if (total > MAX_FRAME) {
      lost('frame/length', `a frame of ${total} bytes, where ${MAX_FRAME} is the most that readers take`);
    } else this.#total = total;
  }

  #frame(bytes: Buffer): Frame {
    const [offset, end, crcAt] = [this.#offset, this.#offset + bytes.length, bytes.length - CHECKSUM];
    this.#offset = end;
    const length = bytes.readUInt32BE(4);
    const room = bytes.length - OVERHEAD;
    if (length > Math.min(room, MAX_HEADERS)) {
      const most =
        length > room ? `the frame has room for ${room}` : `${MAX_HEADERS} is the most that readers take`;
      this.#defect(offset, 'frame/length', `headers of ${length} bytes, where ${most}`);
      return { offset, end, bytes, complete: true, intact: false, headers: [], payload: NOTHING };
    }
    const { headers, breach } = readFrameHeaders(bytes.subarray(PRELUDE, PRELUDE + length));
    const sound = crc32(bytes.subarray(0, crcAt)) === bytes.readUInt32BE(crcAt);
    if (!sound) this.#defect(offset, 'frame/crc', 'the CRC32 of the frame is wrong: its bytes were altered');
    else if (breach) this.#defect(offset + PRELUDE + breach.at, 'frame/header', breach.text);
    const payload = bytes.subarray(PRELUDE + length, crcAt);
    return { offset, end, bytes, complete: true, intact: sound && !breach, headers, payload };
  }

  /** All that is held, as one buffer. */
  #joined(): Buffer {
    const [first = NOTHING, ...more] = this.#pending;
    const held =
      more.length === 0
        ? Buffer.from(first.buffer, first.byteOffset, first.length)
        : Buffer.concat(this.#pending);
    this.#pending = [held];
    return held;
  }

  #defect(offset: number, rule: string, text: string): void {
    this.defects.push({ offset, rule, text });
  }
}
