import { Buffer } from 'node:buffer';
import { align } from './align.ts';
import { compareNumbers } from './decimal.ts';
import { Differences, type JsonComparison } from './difference.ts';
import { excerpts, short } from './excerpt.ts';
import { Likeness } from './likeness.ts';
import type { JsonMember, JsonNode, JsonString, Span } from './node.ts';
import { readJson } from './read.ts';

/**
 * What became of a JSON document on its way. One cause gives one difference: an inserted element is
 * one `added`, a printer that escapes differently is one `escapes` however often it did. Never throws;
 * when one side isn't JSON (and the bytes differ), that is the one difference.
 */
export function compareJson(sent: Uint8Array, arrived: Uint8Array): JsonComparison {
  if (Buffer.compare(sent, arrived) === 0) return { identical: true, meaning: [], numbers: [], text: [] };
  const before = readJson(sent);
  const after = readJson(arrived);
  if (before.root && after.root) return new Comparison(sent, arrived).of(before.root, after.root);
  const differences = new Differences();
  differences.meaning('not-json', '', ...excerpts(text(sent), text(arrived)));
  return differences.comparison();
}

type ObjectNode = JsonNode & { readonly kind: 'object' };
type ArrayNode = JsonNode & { readonly kind: 'array' };

class Comparison {
  readonly #sent: Buffer;
  readonly #arrived: Buffer;
  readonly #likeness = new Likeness();
  readonly #found = new Differences();

  constructor(sent: Uint8Array, arrived: Uint8Array) {
    this.#sent = Buffer.from(sent.buffer, sent.byteOffset, sent.length);
    this.#arrived = Buffer.from(arrived.buffer, arrived.byteOffset, arrived.length);
  }

  of(a: JsonNode, b: JsonNode): JsonComparison {
    this.#nodes(a, b, '');
    this.#gap('', [0, a.start], [0, b.start]);
    this.#gap('', [a.end, this.#sent.length], [b.end, this.#arrived.length]);
    // Bytes differ and no token does: invalid UTF-8, which both sides read as U+FFFD.
    if (this.#found.isEmpty) {
      this.#found.text('encoding', '', () => excerpts(latin1(this.#sent), latin1(this.#arrived)));
    }
    return this.#found.comparison();
  }

  #nodes(a: JsonNode, b: JsonNode, path: string): void {
    // Equal bytes are equal in every way: what is in them need not be read.
    if (this.#sent.compare(this.#arrived, b.start, b.end, a.start, a.end) === 0) return;
    if (a.kind === 'object' && b.kind === 'object') this.#objects(a, b, path);
    else if (a.kind === 'array' && b.kind === 'array') this.#arrays(a, b, path);
    else if (a.kind === 'string' && b.kind === 'string') this.#strings(a, b, path);
    else if (a.kind === 'number' && b.kind === 'number') this.#numbers(a.raw, b.raw, path);
    else if (this.#likeness.id(a) !== this.#likeness.id(b)) {
      const kind = a.kind === b.kind ? 'changed' : 'type';
      this.#found.meaning(kind, path, this.#show(a, 'sent'), this.#show(b, 'arrived'));
    }
  }

  #strings(a: JsonString, b: JsonString, path: string): void {
    if (a.value === b.value) this.#escapes(a, b, path);
    else this.#found.meaning('changed', path, ...excerpts(a.value, b.value));
  }

  #escapes(a: JsonString, b: JsonString, path: string): void {
    if (a.raw !== b.raw) this.#found.text('escapes', path, () => excerpts(a.raw, b.raw, { quote: false }));
  }

  #numbers(a: string, b: string, path: string): void {
    const outcome = compareNumbers(a, b);
    if (outcome === 'different') this.#found.meaning('changed', path, short(a), short(b));
    else if (a !== b)
      this.#found.number(outcome === 'equal' ? 'literal' : 'precision', path, short(a), short(b));
  }

  #objects(a: ObjectNode, b: ObjectNode, path: string): void {
    const before = byKey(a);
    const after = byKey(b);
    for (const [key, members] of before) {
      const others = after.get(key);
      if (others) this.#members(members, others, join(path, key));
      else this.#found.meaning('removed', join(path, key), this.#show(lastValue(members), 'sent'), undefined);
    }
    for (const [key, members] of after) {
      if (before.has(key)) continue;
      this.#found.meaning('added', join(path, key), undefined, this.#show(lastValue(members), 'arrived'));
    }
    const sameCounts = [...before].every(
      ([key, { length }]) => (after.get(key)?.length ?? length) === length,
    );
    const order = (node: ObjectNode, other: ReadonlyMap<string, unknown>) => {
      const keys = node.members.map((member) => member.key.value).filter((key) => other.has(key));
      return (sameCounts ? keys : [...new Set(keys)]).join(', ');
    };
    const [orderA, orderB] = [order(a, after), order(b, before)];
    if (orderA !== orderB)
      this.#found.text('key-order', path, () => excerpts(orderA, orderB, { quote: false }));
    else if (before.size === after.size && sameCounts) {
      this.#gaps(path, a, a.members.map(spanOf), b, b.members.map(spanOf));
    }
  }

  /** All values of one key; when a duplicate was dropped only the last counts: it is what readers see. */
  #members(a: readonly JsonMember[], b: readonly JsonMember[], path: string): void {
    const sameCount = a.length === b.length;
    if (!sameCount)
      this.#found.text('duplicate-keys', path, () => [`${a.length} times`, `${b.length} times`]);
    const kept = sameCount ? a : a.slice(-1);
    kept.forEach((member, at) => {
      const other = sameCount ? b[at] : b.at(-1);
      if (!other) return;
      this.#nodes(member.value, other.value, path);
      this.#escapes(member.key, other.key, path);
      this.#gap(path, [member.key.end, member.value.start], [other.key.end, other.value.start]);
    });
  }

  #arrays(a: ArrayNode, b: ArrayNode, path: string): void {
    const ids = (node: ArrayNode) => node.items.map((item) => this.#likeness.id(item));
    const item = (node: ArrayNode, at: number) => node.items[at] as JsonNode;
    const like = (i: number, j: number) => this.#likeness.between(item(a, i), item(b, j));
    const { pairs, moved, removed, added } = align(ids(a), ids(b), like);
    for (const [i, j] of pairs) this.#nodes(item(a, i), item(b, j), join(path, i));
    for (const i of removed) {
      this.#found.meaning('removed', join(path, i), this.#show(item(a, i), 'sent'), undefined);
    }
    for (const j of added) {
      this.#found.meaning('added', join(path, j), undefined, this.#show(item(b, j), 'arrived'));
    }
    for (const [i, j] of moved) {
      this.#found.meaning('moved', join(path, i), this.#show(item(a, i), 'sent'), `at index ${j}`);
      this.#nodes(item(a, i), item(b, j), join(path, i));
    }
    if (pairs.length === a.items.length && pairs.length === b.items.length) {
      this.#gaps(path, a, a.items, b, b.items);
    }
  }

  /** White space between the parts of two containers that have the same parts. */
  #gaps(path: string, a: JsonNode, partsA: readonly Span[], b: JsonNode, partsB: readonly Span[]): void {
    const gapsA = between(a, partsA);
    between(b, partsB).forEach((gap, at) => {
      this.#gap(path, gapsA[at] ?? gap, gap);
    });
  }

  #gap(path: string, a: readonly [number, number], b: readonly [number, number]): void {
    const sent = this.#sent.toString('latin1', ...a);
    const arrived = this.#arrived.toString('latin1', ...b);
    if (sent === arrived) return;
    // Only before the document can there be anything else: a byte order mark.
    const isBlank = /^[\s,:]*$/.test(sent + arrived);
    this.#found.text(isBlank ? 'whitespace' : 'encoding', path, () => excerpts(sent, arrived));
  }

  #show(node: JsonNode, side: 'sent' | 'arrived'): string {
    const bytes = side === 'sent' ? this.#sent : this.#arrived;
    return short(bytes.toString('utf8', node.start, node.end));
  }
}

function lastValue(members: readonly JsonMember[]): JsonNode {
  return (members.at(-1) as JsonMember).value;
}

function spanOf(member: JsonMember): Span {
  return { start: member.key.start, end: member.value.end };
}

/** The stretches before, between and behind the parts of a container, commas included. */
function between(container: Span, parts: readonly Span[]): [number, number][] {
  const starts = [container.start + 1, ...parts.map((part) => part.end)];
  const ends = [...parts.map((part) => part.start), container.end - 1];
  return starts.map((start, at) => [start, ends[at] ?? start]);
}

function byKey(node: ObjectNode): Map<string, JsonMember[]> {
  const groups = new Map<string, JsonMember[]>();
  for (const member of node.members) {
    const known = groups.get(member.key.value);
    if (known) known.push(member);
    else groups.set(member.key.value, [member]);
  }
  return groups;
}

function join(path: string, key: string | number): string {
  return path === '' ? String(key) : `${path}.${key}`;
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

function latin1(bytes: Buffer): string {
  return bytes.toString('latin1');
}
