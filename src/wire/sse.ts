import { Buffer } from 'node:buffer';
import type { Defect } from './defect.ts';
import type { StreamFrame } from './event-stream.ts';
import { decodeUtf8 } from './utf8.ts';

const LF = 0x0a;
const CR = 0x0d;
const BOM = '\uFEFF';
/** Any name is a legal field (readers ignore the unknown ones); this is what such a line looks like. */
const FIELD = /^[A-Za-z][\w-]*(?::|$)/;

/**
 * The lines up to and including one blank line. The `bytes` of all frames, joined, are the stream.
 */
export interface SseFrame extends StreamFrame {
  /** `event` has an `event:` or `data:` line; `keep-alive` is comments, ignored fields or a bare blank line. */
  readonly kind: 'event' | 'keep-alive';
  /** Value of the last `event:` line; undefined when there is none, which SDK readers drop silently. */
  readonly event: string | undefined;
  /** The `data:` lines joined by line feeds; empty when there is none. */
  readonly data: string;
  /** Comment lines without the colon and one blank. */
  readonly comments: readonly string[];
  /** False for what was left when the stream ended without the closing blank line. */
  readonly complete: boolean;
}

/**
 * Incremental decoder for `text/event-stream` (WHATWG HTML, section 9.2.6). Every frame is returned by
 * the `push` that brings its blank line, whatever the chunking. Never throws; departures are `defects`:
 * `sse/utf8`, `sse/line` (neither field nor comment) and `sse/unfinished` (no closing blank line).
 */
export class SseDecoder {
  readonly defects: Defect[] = [];
  /** Earlier chunks of the current frame; joined once, when it is complete. */
  #pending: Uint8Array[] = [];
  #offset = 0;
  #lineIsEmpty = true;
  /** The byte before this one was a CR: an LF now belongs to the same line end. */
  #afterCr = false;
  /** The CR that ended a blank line waits for its LF. */
  #waitsForLf = false;

  /** Frames completed by these bytes. The decoder keeps views of `bytes`: don't reuse the buffer. */
  push(bytes: Uint8Array): SseFrame[] {
    const frames: SseFrame[] = [];
    let start = 0;
    const take = (end: number) => {
      frames.push(this.#frame(bytes.subarray(start, end), true));
      start = end;
    };
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i];
      if (this.#waitsForLf) {
        this.#waitsForLf = false;
        this.#afterCr = false;
        take(byte === LF ? i + 1 : i);
        if (byte === LF) continue;
      }
      if (byte === LF) {
        if (this.#afterCr) this.#afterCr = false;
        else if (this.#lineIsEmpty) take(i + 1);
        else this.#lineIsEmpty = true;
      } else if (byte === CR) {
        // After a line that ended in a bare CR this is its sibling, and no LF will follow: don't wait.
        if (this.#lineIsEmpty && this.#afterCr) take(i + 1);
        else if (this.#lineIsEmpty) this.#waitsForLf = true;
        this.#lineIsEmpty = true;
        this.#afterCr = true;
      } else {
        this.#lineIsEmpty = false;
        this.#afterCr = false;
      }
    }
    if (start < bytes.length) this.#pending.push(bytes.subarray(start));
    return frames;
  }

  /** What is left once the stream has ended: nothing, or one frame. */
  end(): SseFrame[] {
    if (this.#pending.length === 0) return [];
    const frame = this.#frame(new Uint8Array(0), this.#waitsForLf);
    if (!frame.complete && !onlyComments(frame)) {
      this.#defect(
        frame.offset,
        'sse/unfinished',
        'the stream ends inside a frame: its blank line is missing',
      );
    }
    return [frame];
  }

  #frame(last: Uint8Array, complete: boolean): SseFrame {
    const bytes = this.#pending.length === 0 ? last : Buffer.concat([...this.#pending, last]);
    const offset = this.#offset;
    this.#pending = [];
    this.#offset += bytes.length;
    const { text: decoded, invalidAt } = decodeUtf8(bytes);
    if (invalidAt !== undefined) this.#defect(offset + invalidAt, 'sse/utf8', 'bytes that are not UTF-8');
    const text = offset === 0 && decoded.startsWith(BOM) ? decoded.slice(1) : decoded;
    const { kind, event, data, comments } = this.#fields(text, offset);
    return { kind, event, data, comments, offset, end: this.#offset, bytes, complete };
  }

  #fields(text: string, offset: number): Pick<SseFrame, 'kind' | 'event' | 'data' | 'comments'> {
    let event: string | undefined;
    const data: string[] = [];
    const comments: string[] = [];
    for (const line of linesOf(text)) {
      if (line === '') continue;
      const colon = line.indexOf(':');
      const name = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
      if (name === 'data') data.push(value);
      else if (name === 'event') event = value;
      else if (name === '') comments.push(value);
      else if (!FIELD.test(line)) {
        this.#defect(
          offset,
          'sse/line',
          `neither a field nor a comment: ${JSON.stringify(line.slice(0, 60))}`,
        );
      }
    }
    const kind = event === undefined && data.length === 0 ? 'keep-alive' : 'event';
    return { kind, event, data: data.join('\n'), comments };
  }

  #defect(offset: number, rule: string, text: string): void {
    this.defects.push({ offset, rule, text });
  }
}

/** Every frame of a whole stream, with the defects of its framing. */
export function decodeSse(bytes: Uint8Array): { frames: SseFrame[]; defects: Defect[] } {
  const decoder = new SseDecoder();
  const frames = [...decoder.push(bytes), ...decoder.end()];
  return { frames, defects: decoder.defects };
}

/** Nothing is lost when the stream ends behind, or in, a comment. */
function onlyComments(frame: SseFrame): boolean {
  const lines = linesOf(decodeUtf8(frame.bytes).text);
  return lines.every((line) => line === '' || line.startsWith(':'));
}

function linesOf(text: string): string[] {
  return text.split(text.includes('\r') ? /\r\n|\n|\r/ : '\n');
}
