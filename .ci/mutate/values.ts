import { type JsonNode, nodeAt, readJson } from '../../src/wire/json.ts';
import { type Action, INNER, SPELLING } from './mutation.ts';

/**
 * JSON text with one value dropped, duplicated, swapped with its neighbour or altered; all else keeps its
 * bytes. Undefined when the text has no such value, or nothing changes.
 */
export function mutateJson(
  text: Uint8Array,
  path: readonly string[],
  action: Action,
  variant: number,
): Uint8Array | undefined {
  const { root } = readJson(text);
  if (!root) return undefined;
  const cut = path.indexOf(INNER);
  if (cut >= 0) return mutateInner(text, root, path, cut, action, variant);
  const node = nodeAt(root, path);
  const parent = nodeAt(root, path.slice(0, -1));
  const last = path.at(-1);
  if (!node || !parent || last === undefined) return undefined;
  if (action === 'alter') return splice(text, node.start, node.end, altered(node, text, variant));
  const parts = partsOf(parent);
  const i = parent.kind === 'array' ? Number(last) : parts.findLastIndex(({ key }) => key === last);
  const [part, before, next] = [parts[i], parts[i - 1], parts[i + 1]];
  if (!part) return undefined;
  const bytes = text.subarray(part.start, part.end);
  if (action === 'duplicate') return splice(text, part.end, part.end, Buffer.concat([COMMA, bytes]));
  if (action === 'drop') {
    if (next) return splice(text, part.start, next.start, NOTHING);
    return splice(text, before ? before.end : part.start, part.end, NOTHING);
  }
  const other = next ?? before;
  if (action !== 'reorder' || !other) return undefined;
  const [first, second] = other === next ? [part, other] : [other, part];
  const swapped = Buffer.concat([
    text.subarray(second.start, second.end),
    text.subarray(first.end, second.start),
    text.subarray(first.start, first.end),
  ]);
  return splice(text, first.start, second.end, swapped);
}

const NOTHING = new Uint8Array(0);
const COMMA = Buffer.from(',');

interface Part {
  readonly key?: string;
  readonly start: number;
  readonly end: number;
}

/** The members of an object, or the items of a list. */
function partsOf(node: JsonNode): readonly Part[] {
  if (node.kind === 'array') return node.items;
  if (node.kind !== 'object') return [];
  return node.members.map(({ key, value }) => ({ key: key.value, start: key.start, end: value.end }));
}

function mutateInner(
  text: Uint8Array,
  root: JsonNode,
  path: readonly string[],
  cut: number,
  action: Action,
  variant: number,
): Uint8Array | undefined {
  const wrapped = nodeAt(root, path.slice(0, cut));
  if (wrapped?.kind !== 'string') return undefined;
  const inner = Buffer.from(wrapped.value, 'base64');
  const changed = mutateJson(inner, path.slice(cut + 1), action, variant);
  if (!changed) return undefined;
  return splice(
    text,
    wrapped.start,
    wrapped.end,
    Buffer.from(JSON.stringify(Buffer.from(changed).toString('base64'))),
  );
}

/** Undefined when the new bytes are the old ones. */
function splice(text: Uint8Array, start: number, end: number, bytes: Uint8Array): Uint8Array | undefined {
  const old = text.subarray(start, end);
  if (Buffer.compare(old, bytes) === 0) return undefined;
  return Buffer.concat([text.subarray(0, start), bytes, text.subarray(end)]);
}

/** Another value in its place or, from `SPELLING` on, the same in another spelling. */
function altered(node: JsonNode, text: Uint8Array, variant: number): Uint8Array {
  const raw = Buffer.from(text.subarray(node.start, node.end)).toString();
  const decimal = node.kind === 'number' && variant > SPELLING && !/[.e]/i.test(raw) ? `${raw}.0` : ` ${raw}`;
  const respelled = variant >= SPELLING ? decimal : undefined;
  if (node.kind === 'string') return Buffer.from(alteredString(node.value, raw, variant));
  return Buffer.from(respelled ?? OTHERS[node.kind](raw)[variant] ?? 'null');
}

/** Other values than that of a literal, in order of the variants. */
const OTHERS = {
  number: (raw: string) => [`${Number(raw) + 1}`, `"${raw}"`, `${Number(raw) + 1_000}`, 'null'],
  boolean: (raw: string) => [raw === 'true' ? 'false' : 'true', `"${raw}"`, 'null', '0'],
  null: () => ['false', '""', '0', '{}'],
  array: () => ['[]', 'null', '{}', '""'],
  object: () => ['{}', 'null', '[]', '""'],
} as const;

function alteredString(value: string, raw: string, variant: number): string {
  const middle = value.length >> 1;
  switch (variant) {
    case 0:
      return JSON.stringify(`${value} `);
    case 1:
      return JSON.stringify(value.slice(0, -1));
    case 2:
      return JSON.stringify(value.slice(0, middle) + swapped(value.charAt(middle)) + value.slice(middle + 1));
    case 3:
      return value === '' ? 'null' : '""';
    case 4:
      return ` ${raw}`;
    default:
      return value === ''
        ? ` ${raw}`
        : `"${escaped(value.charAt(0))}${JSON.stringify(value.slice(1)).slice(1)}`;
  }
}

/** Another character of the same kind. */
function swapped(char: string): string {
  if (/[0-9]/.test(char)) return char === '9' ? '0' : String(Number(char) + 1);
  return char === 'e' ? 'a' : 'e';
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A header value in another way; the same one when this way has nothing to change in it. */
export function alteredHeader(name: string, value: string, variant: number): readonly [string, string] {
  const members = value.split(/, */);
  switch (variant) {
    case 0:
      return [name, `${value}x`];
    case 1:
      return [name, value.slice(0, -1)];
    case 2:
      return [name, members.length > 1 ? members.slice(0, -1).join(',') : ''];
    case 3:
      return [name, value.toUpperCase()];
    case 4:
      return [name, members.length > 1 ? members.toReversed().join(',') : `${value},${value}`];
    default:
      return [name.toUpperCase(), members.join(value.includes(', ') ? ',' : ', ')];
  }
}

/** The dotted paths of every value of a JSON text, as lists of keys; those within base64 JSON, too. */
export function* pathsOf(text: Uint8Array): Generator<readonly string[]> {
  const { root } = readJson(text);
  if (root) yield* pathsBelow(root, []);
}

function* pathsBelow(node: JsonNode, path: readonly string[]): Generator<readonly string[]> {
  if (path.length > 0) yield path;
  if (node.kind === 'array')
    for (const [i, item] of node.items.entries()) yield* pathsBelow(item, [...path, String(i)]);
  else if (node.kind === 'object')
    for (const { key, value } of node.members) yield* pathsBelow(value, [...path, key.value]);
  else if (node.kind === 'string' && path.join('.') === 'input.invokeModel.body')
    for (const inner of pathsOf(Buffer.from(node.value, 'base64'))) yield [...path, INNER, ...inner];
}
