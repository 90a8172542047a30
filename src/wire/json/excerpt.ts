/** One line of a report. */
const LENGTH = 72;
/** Enough before a difference to recognise the place. */
const BEFORE = 16;

/** A text cut to one line, with its full length when something is missing. */
export function short(text: string): string {
  return text.length <= LENGTH ? text : `${text.slice(0, LENGTH)}… (${text.length} characters)`;
}

/**
 * Two texts around the first place where they differ, quoted unless told otherwise, so that a
 * changed letter in a long text is seen.
 */
export function excerpts(a: string, b: string, { quote = true } = {}): [string, string] {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  const whole = a.length <= LENGTH && b.length <= LENGTH;
  const from = whole ? 0 : Math.max(0, at - BEFORE);
  const cut = (text: string) => {
    const part = text.slice(from, from + LENGTH);
    const shown = quote ? JSON.stringify(part) : part;
    return `${from > 0 ? '…' : ''}${shown}${from + LENGTH < text.length ? '…' : ''}`;
  };
  return [cut(a), cut(b)];
}
