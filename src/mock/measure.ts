/// <reference lib="es2024.string" />

/** What one walk through a JSON value finds: a body is walked once for all that is asked of it. */
export interface Measure {
  /** Of every string and key; a number or a truth value counts as a token, a file as it costs. */
  readonly characters: number;
  /** Why the service's JSON reader would not take it: nested too deep, or half of a surrogate pair. */
  readonly flaw: 'depth' | 'surrogate' | undefined;
}

/** Prose and code come to about four characters a token; nothing depends on the exact number. */
export const CHARACTERS_PER_TOKEN = 4;
/** A full-size image or a PDF page. Counting its base64 as text would look like a full context window. */
const TOKENS_PER_FILE = 1_500;
/** Levels of nesting that the service's JSON reader takes; what is below is not looked at. */
const MAX_DEPTH = 1_024;

/** Of a larger value nothing is remembered: it would stay alive until the next one comes. */
const MOST_REMEMBERED = 1_000_000;

/**
 * The members of the body that was walked last: its size is asked for soon after its flaws. A WeakMap would
 * know all bodies, but costs more than to walk a small one.
 */
let remembered: readonly { readonly value: unknown; readonly measure: Measure }[] = [];

/** The measure of a member of a body, which stands one level deep there. */
export function measure(value: unknown): Measure {
  for (const known of remembered) if (known.value === value) return known.measure;
  return walked(value, 1);
}

/** The first flaw of a whole body, in the order of its members. */
export function flawOf(body: unknown): Measure['flaw'] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return walked(body, 0).flaw;
  const members = body as { readonly [key: string]: unknown };
  const seen: { value: unknown; measure: Measure }[] = [];
  let size = 0;
  for (const key in members) {
    if (!key.isWellFormed()) return 'surrogate';
    const value = members[key];
    const found = walked(value, 1);
    if (found.flaw !== undefined) return found.flaw;
    size += found.characters;
    seen.push({ value, measure: found });
  }
  remembered = size > MOST_REMEMBERED ? [] : seen;
  return undefined;
}

function walked(value: unknown, depth: number): Measure {
  const walk = new Walk();
  return { characters: walk.through(value, depth), flaw: walk.flaw };
}

class Walk {
  flaw: Measure['flaw'];

  through(value: unknown, depth: number): number {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value === 'number' || typeof value === 'boolean') return CHARACTERS_PER_TOKEN;
    if (typeof value !== 'object' || value === null) return 0;
    if (depth >= MAX_DEPTH) {
      this.flaw ??= 'depth';
      return 0;
    }
    let size = 0;
    // Plain loops: this walks every body whole.
    if (Array.isArray(value)) {
      for (const member of value) size += this.through(member, depth + 1);
      return size;
    }
    const object = value as { readonly [key: string]: unknown };
    for (const key in object) size += this.#text(key) + this.through(object[key], depth + 1);
    return object['type'] === 'base64' ? TOKENS_PER_FILE * CHARACTERS_PER_TOKEN : size;
  }

  #text(text: string): number {
    if (!text.isWellFormed()) this.flaw ??= 'surrogate';
    return text.length;
  }
}
