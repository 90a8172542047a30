import { type JsonNode, readJson } from '../../wire/json.ts';
import { type Draft, type DraftObject, isObject } from './draft.ts';

/**
 * The text of a JSON object with an edit of its value, in which all that was not edited keeps its bytes:
 * number literals, escapes, white space, key order. Anything but an object comes back unchanged.
 * @param edit changes the value in place
 */
export function editJson(text: Uint8Array, edit: (value: DraftObject) => void): Uint8Array {
  const { root } = readJson(text);
  if (!root) return text;
  const editor = new Editor(text);
  const value = editor.draft(root);
  if (!isObject(value)) return text;
  edit(value);
  return Buffer.concat([text.subarray(0, root.start), editor.print(value, root), text.subarray(root.end)]);
}

/** A printed member or item: its bytes, and where they stood if they stood anywhere. */
interface Part {
  readonly bytes: Uint8Array;
  readonly from?: { readonly index: number; readonly start: number; readonly end: number };
}

class Editor {
  readonly #text: Uint8Array;
  /** Where each object and list of the draft comes from: the way back to its bytes. */
  readonly #origin = new Map<Draft, JsonNode>();

  constructor(text: Uint8Array) {
    this.#text = text;
  }

  draft(node: JsonNode): Draft {
    if (node.kind === 'string') return node.value;
    if (node.kind !== 'object' && node.kind !== 'array') return JSON.parse(node.raw);
    const value =
      node.kind === 'array'
        ? node.items.map((item) => this.draft(item))
        : Object.fromEntries(node.members.map((member) => [member.key.value, this.draft(member.value)]));
    this.#origin.set(value, node);
    return value;
  }

  /** @param place what stood here before: the only way back for a number, string or literal */
  print(value: Draft, place: JsonNode | undefined): Uint8Array {
    const origin = this.#origin.get(value);
    if (isObject(value)) return this.#object(value, origin?.kind === 'object' ? origin : undefined);
    if (Array.isArray(value)) return this.#list(value, origin?.kind === 'array' ? origin : undefined);
    const same = place && place.kind !== 'object' && place.kind !== 'array' && this.draft(place) === value;
    return same ? this.#slice(place.start, place.end) : Buffer.from(JSON.stringify(value));
  }

  #object(value: DraftObject, origin: (JsonNode & { kind: 'object' }) | undefined): Uint8Array {
    const members = origin?.members ?? [];
    const lastOf = new Map(members.map(({ key }, index) => [key.value, index]));
    const kept = members.flatMap(({ key, value: old }, index): Part[] => {
      if (!Object.hasOwn(value, key.value)) return [];
      // Of duplicate keys the last is the one that the draft shows; the others stay as they are.
      const edited = lastOf.get(key.value) === index;
      const printed = edited ? this.print(value[key.value] ?? null, old) : this.#slice(old.start, old.end);
      const bytes = Buffer.concat([this.#slice(key.start, old.start), printed]);
      return [{ bytes, from: { index, start: key.start, end: old.end } }];
    });
    const added = Object.entries(value).flatMap(([key, member]): Part[] => {
      if (lastOf.has(key)) return [];
      return [
        { bytes: Buffer.concat([Buffer.from(`${JSON.stringify(key)}:`), this.print(member, undefined)]) },
      ];
    });
    return this.#enclose('{', [...kept, ...added], '}', origin);
  }

  #list(value: readonly Draft[], origin: (JsonNode & { kind: 'array' }) | undefined): Uint8Array {
    const items = origin?.items ?? [];
    const parts = value.map((item, i): Part => {
      const place = this.#origin.get(item) ?? items[i];
      const index = place ? items.indexOf(place) : -1;
      const bytes = this.print(item, place);
      return place && index >= 0 ? { bytes, from: { index, start: place.start, end: place.end } } : { bytes };
    });
    return this.#enclose('[', parts, ']', origin);
  }

  /** The parts between brackets, with the white space and commas that stood between neighbours. */
  #enclose(open: string, parts: readonly Part[], close: string, origin: JsonNode | undefined): Uint8Array {
    const pieces: Uint8Array[] = [Buffer.from(open)];
    let before: Part['from'] | undefined = origin && {
      index: -1,
      start: origin.start,
      end: origin.start + 1,
    };
    parts.forEach(({ bytes, from }, i) => {
      const neighbours = before && from && from.index === before.index + 1;
      if (neighbours) pieces.push(this.#slice(before?.end ?? 0, from.start));
      else if (i > 0) pieces.push(Buffer.from(','));
      pieces.push(bytes);
      before = from;
    });
    if (origin && before) pieces.push(this.#blanksBefore(origin.end - 1));
    pieces.push(Buffer.from(close));
    return Buffer.concat(pieces);
  }

  #slice(start: number, end: number): Uint8Array {
    return this.#text.subarray(start, end);
  }

  #blanksBefore(end: number): Uint8Array {
    let start = end;
    while (BLANKS.has(this.#text[start - 1] ?? 0)) start -= 1;
    return this.#slice(start, end);
  }
}

const BLANKS = new Set([0x20, 0x0a, 0x0d, 0x09]);
