import { type JsonNode, nodeAt } from './node.ts';

/** The line, from 1, on which the byte at `offset` stands. */
export function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < offset; at = bytes.indexOf(0x0a, at + 1)) line += 1;
  return line;
}

/** The line of the value at a path of keys, or of the nearest one above it that is there. */
export function lineOf(bytes: Uint8Array, root: JsonNode, path: readonly string[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = nodeAt(root, path.slice(0, length));
    if (node) return lineAt(bytes, node.start);
  }
  return lineAt(bytes, root.start);
}
