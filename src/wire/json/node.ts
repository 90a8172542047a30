/** Where a value stands in its text. */
export interface Span {
  /** Bytes from the start of the text to the first and behind the last byte of the value. */
  readonly start: number;
  readonly end: number;
}
export interface JsonString extends Span {
  readonly kind: 'string';
  /** As written, with quotes and escapes. */
  readonly raw: string;
  readonly value: string;
}
export interface JsonMember {
  readonly key: JsonString;
  readonly value: JsonNode;
}
/** JSON as written: number literals, escapes, key order, duplicate keys and places are kept. */
export type JsonNode =
  | (Span & { readonly kind: 'object'; readonly members: readonly JsonMember[] })
  | (Span & { readonly kind: 'array'; readonly items: readonly JsonNode[] })
  | (Span & { readonly kind: 'number' | 'boolean' | 'null'; readonly raw: string })
  | JsonString;

/**
 * The node at a dotted path such as `messages.0.content`, or at a list of keys where a key itself
 * holds a dot; undefined when there is none. Of duplicate keys the last counts, as for `JSON.parse`.
 */
export function nodeAt(root: JsonNode, path: string | readonly string[]): JsonNode | undefined {
  const keys = typeof path === 'string' ? (path === '' ? [] : path.split('.')) : path;
  let node: JsonNode | undefined = root;
  for (const key of keys) {
    if (node?.kind === 'object') node = node.members.findLast((member) => member.key.value === key)?.value;
    else if (node?.kind === 'array') node = node.items[Number(key)];
    else return undefined;
  }
  return node;
}
