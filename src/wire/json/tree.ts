import type { JsonMember, JsonNode, JsonString, Span } from './node.ts';
import type { Scanner } from './scan.ts';

/**
 * The node at a place that the scanner found. What is in it is read when somebody looks: of two bodies of
 * megabytes, most parts are known to be equal by their bytes alone.
 */
export function nodeOf(scanner: Scanner, { start, end }: Span): JsonNode {
  switch (scanner.bytes[start]) {
    case 0x7b:
      return new ObjectNode(scanner, start, end);
    case 0x5b:
      return new ArrayNode(scanner, start, end);
    case 0x22:
      return new StringNode(scanner, start, end);
    case 0x74:
    case 0x66:
      return { kind: 'boolean', raw: textOf(scanner, start, end), start, end };
    case 0x6e:
      return { kind: 'null', raw: textOf(scanner, start, end), start, end };
    default:
      return { kind: 'number', raw: textOf(scanner, start, end), start, end };
  }
}

/** What every node that reads later keeps. */
class Place {
  protected readonly scanner: Scanner;
  readonly start: number;
  readonly end: number;

  constructor(scanner: Scanner, start: number, end: number) {
    this.scanner = scanner;
    this.start = start;
    this.end = end;
  }
}

class StringNode extends Place implements JsonString {
  readonly kind = 'string';

  get raw(): string {
    return textOf(this.scanner, this.start, this.end);
  }

  get value(): string {
    const { raw } = this;
    return raw.includes('\\') ? JSON.parse(raw) : raw.slice(1, -1);
  }
}

class ObjectNode extends Place {
  readonly kind = 'object';
  #members: JsonMember[] | undefined;

  get members(): readonly JsonMember[] {
    if (this.#members) return this.#members;
    const members: JsonMember[] = [];
    this.scanner.members(this.start, ({ start, end }, value) => {
      const key = new StringNode(this.scanner, start, end);
      members.push({ key, value: nodeOf(this.scanner, value) });
    });
    this.#members = members;
    return members;
  }
}

class ArrayNode extends Place {
  readonly kind = 'array';
  #items: JsonNode[] | undefined;

  get items(): readonly JsonNode[] {
    if (this.#items) return this.#items;
    const items: JsonNode[] = [];
    this.scanner.items(this.start, (item) => items.push(nodeOf(this.scanner, item)));
    this.#items = items;
    return items;
  }
}

function textOf({ bytes }: Scanner, start: number, end: number): string {
  return bytes.toString('utf8', start, end);
}
