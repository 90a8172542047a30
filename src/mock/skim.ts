/** Smaller bodies are read whole. */
const LARGE = 4 * 1024 * 1024;
/** Bytes of a string that are read of it. */
const KEPT = 64 * 1024;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** The longest escape, such as `\u00e9`. */
const ESCAPE = 6;

/**
 * A large JSON text with its longest strings cut short, for answers that do not depend on them: parsing
 * makes two more copies of a text of 31 MB. What is no JSON stays none; smaller texts come back as they are.
 */
export function skimmed(json: Uint8Array): Uint8Array {
  if (json.length < LARGE) return json;
  const bytes = Buffer.from(json.buffer, json.byteOffset, json.length);
  const parts: Buffer[] = [];
  let from = 0;
  for (let open = bytes.indexOf(QUOTE); open >= 0; ) {
    const close = closingQuote(bytes, open);
    if (close < 0) break;
    if (close - open > KEPT) {
      parts.push(bytes.subarray(from, beforeEscape(bytes, open + KEPT)));
      from = close;
    }
    open = bytes.indexOf(QUOTE, close + 1);
  }
  parts.push(bytes.subarray(from));
  return parts.length === 1 ? json : Buffer.concat(parts);
}

/** Where the string that begins at `open` ends; -1 when it does not. */
function closingQuote(bytes: Buffer, open: number): number {
  let close = bytes.indexOf(QUOTE, open + 1);
  while (close >= 0 && (close - runStart(bytes, close)) % 2 === 1) close = bytes.indexOf(QUOTE, close + 1);
  return close;
}

/** The nearest place at or before `at` that does not stand in the middle of an escape. */
function beforeEscape(bytes: Buffer, at: number): number {
  const near = bytes.subarray(at - ESCAPE, at).indexOf(BACKSLASH);
  return near < 0 ? at : runStart(bytes, at - ESCAPE + near);
}

/** Where the backslashes begin that stand right before `at`; `at` when there are none. */
function runStart(bytes: Buffer, at: number): number {
  let start = at;
  while (bytes[start - 1] === BACKSLASH) start -= 1;
  return start;
}
