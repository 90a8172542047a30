import { Buffer, isUtf8 } from 'node:buffer';

const REPLACEMENT = '\uFFFD';

/**
 * Bytes as text, each invalid sequence as U+FFFD. `invalidAt` is the offset of the first of them,
 * undefined when all bytes are valid UTF-8. A byte order mark stays in the text.
 */
export function decodeUtf8(bytes: Uint8Array): { text: string; invalidAt: number | undefined } {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const valid = !text.includes(REPLACEMENT) || isUtf8(bytes);
  return { text, invalidAt: valid ? undefined : firstReplaced(bytes, text) };
}

/** A U+FFFD that the sender wrote itself has its own three bytes; the first without them was put in. */
function firstReplaced(bytes: Uint8Array, text: string): number {
  let offset = 0;
  let from = 0;
  for (;;) {
    const at = text.indexOf(REPLACEMENT, from);
    offset += Buffer.byteLength(text.slice(from, at < 0 ? text.length : at));
    const genuine = bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd;
    if (at < 0 || !genuine) return offset;
    offset += 3;
    from = at + 1;
  }
}
