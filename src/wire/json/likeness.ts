import { canonicalDecimal } from './decimal.ts';
import type { JsonNode } from './node.ts';

/** Enough to tell texts apart; the rest of a long one is not looked at. */
const COMPARED_CHARACTERS = 400;
/** Blocks in messages in a request: what tells two array elements apart lies no deeper. */
const COMPARED_LEVELS = 4;

/**
 * Equality and similarity of JSON values by meaning: key order, escapes, number spelling and
 * precision beyond a double don't count, and of duplicate keys the last does.
 */
export class Likeness {
  readonly #ids = new Map<string, number>();
  readonly #known = new Map<JsonNode, number>();

  /** A number that is the same for every value of the same meaning, exact (no hash). */
  id(node: JsonNode): number {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const text = this.#canonical(node);
    const id = this.#ids.get(text) ?? this.#ids.size;
    this.#ids.set(text, id);
    this.#known.set(node, id);
    return id;
  }

  /** From 0 (nothing in common) to 1 (the same meaning). */
  between(a: JsonNode, b: JsonNode, levels = COMPARED_LEVELS): number {
    if (this.id(a) === this.id(b)) return 1;
    if (a.kind !== b.kind || levels === 0) return 0;
    if (a.kind === 'string' && b.kind === 'string') return commonEnds(a.value, b.value);
    if (a.kind === 'array' && b.kind === 'array') {
      const likes = a.items.map((item, at) => {
        const other = b.items[at];
        return other ? this.between(item, other, levels - 1) : 0;
      });
      return mean(likes, Math.max(a.items.length, b.items.length));
    }
    if (a.kind !== 'object' || b.kind !== 'object') return 0;
    const values = new Map(b.members.map((member) => [member.key.value, member.value]));
    const likes = a.members.map((member) => {
      const other = values.get(member.key.value);
      return other ? this.between(member.value, other, levels - 1) : 0;
    });
    return mean(likes, Math.max(a.members.length, b.members.length));
  }

  #canonical(node: JsonNode): string {
    if (node.kind === 'string') return `"${node.value}`;
    if (node.kind === 'array') return `[${node.items.map((item) => this.id(item))}`;
    if (node.kind === 'object') {
      const values = new Map(node.members.map((member) => [member.key.value, this.id(member.value)]));
      return `{${JSON.stringify([...values].sort(([x], [y]) => (x < y ? -1 : 1)))}`;
    }
    if (node.kind !== 'number') return node.raw;
    const double = Number(node.raw);
    return Number.isFinite(double) ? String(double) : canonicalDecimal(node.raw);
  }
}

function commonEnds(a: string, b: string): number {
  const length = Math.min(a.length, b.length, COMPARED_CHARACTERS);
  let head = 0;
  while (head < length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return (head + tail) / Math.max(1, Math.min(Math.max(a.length, b.length), COMPARED_CHARACTERS));
}

function mean(likes: readonly number[], count: number): number {
  return likes.reduce((sum, like) => sum + like, 0) / Math.max(1, count);
}
