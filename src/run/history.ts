import type { JsonObject } from '../wire/scenario.ts';

/** A message of the user that holds these blocks. */
export function user(...content: JsonObject[]): JsonObject {
  return { role: 'user', content };
}

/** A message of an earlier answer that holds these blocks. */
export function assistant(...content: JsonObject[]): JsonObject {
  return { role: 'assistant', content };
}

/** A text block as requests hold it. */
export function text(value: string): JsonObject {
  return { type: 'text', text: value };
}

/** Dotted paths of the first `count` blocks of the message at index `message`. */
export function blockPaths(message: number, count: number): string[] {
  return Array.from({ length: count }, (_, block) => `messages.${message}.content.${block}`);
}
