import { type JsonNode, readJson } from '../../wire/json.ts';

/** A key with its value. */
export type Member = (JsonNode & { kind: 'object' })['members'][number];

/**
 * JSON text with the members of its objects in another order; numbers, strings and literals keep
 * their bytes. What is not JSON comes back unchanged.
 * @param order the members of the object at a path of keys, in their new order
 */
export function reorderKeys(
  text: Buffer,
  order: (members: readonly Member[], path: readonly string[]) => readonly Member[],
): Buffer {
  const { root } = readJson(text);
  if (!root) return text;
  const print = (node: JsonNode, path: readonly string[]): string => {
    if (node.kind === 'array') return `[${node.items.map((item) => print(item, path)).join(',')}]`;
    if (node.kind !== 'object') return text.toString('latin1', node.start, node.end);
    const members = order(node.members, path);
    if (members.every((member, i) => member === node.members[i])) return unmoved(node, path);
    return `{${members.map((member) => printed(member, path)).join(',')}}`;
  };
  const printed = ({ key, value }: Member, path: readonly string[]) =>
    text.toString('latin1', key.start, value.start) + print(value, [...path, key.value]);
  const unmoved = (node: JsonNode & { kind: 'object' }, path: readonly string[]) => {
    let at = node.start;
    const parts = node.members.map((member) => {
      const lead = text.toString('latin1', at, member.key.start);
      at = member.value.end;
      return lead + printed(member, path);
    });
    return parts.join('') + text.toString('latin1', at, node.end);
  };
  const [start, end] = [root.start, root.end];
  return Buffer.concat([text.subarray(0, start), Buffer.from(print(root, []), 'latin1'), text.subarray(end)]);
}
