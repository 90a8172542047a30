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

const known = new WeakMap<object, Measure>();

/** The measure of a member of a body, which stands one level deep there. Kept for as long as the value is. */
export function measure(value: unknown): Measure {
  if (typeof value !== 'object' || value === null) return walked(value, 1);
  const before = known.get(value);
  if (before) return before;
  const found = walked(value, 1);
  known.set(value, found);
  return found;
}

/** The first flaw of a whole body, in the order of its members. */
export function flawOf(body: unknown): Measure['flaw'] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return walked(body, 0).flaw;
  const members = body as { readonly [key: string]: unknown };
  for (const key in members) {
    const flaw = key.isWellFormed() ? measure(members[key]).flaw : 'surrogate';
    if (flaw !== undefined) return flaw;
  }
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
