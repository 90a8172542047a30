import type { Json, JsonObject } from '../wire/scenario.ts';
import { isObject } from '../wire/shape.ts';

/** Deeper than any schema of a tool; one that holds itself has no end. */
const MAX_DEPTH = 16;

/** An object that fits the JSON schema of a tool's input, with every property that it names; strings say `words`. */
export function instanceOf(schema: Json | undefined, words: string): JsonObject {
  const value = fitting(schema, words, 0);
  return isObject(value) ? value : {};
}

function fitting(schema: Json | undefined, words: string, depth: number): Json {
  if (!isObject(schema) || depth > MAX_DEPTH) return null;
  const { const: constant, enum: options, anyOf, items, properties, type } = schema;
  if (constant !== undefined) return constant;
  if (Array.isArray(options)) return options[0] ?? null;
  if (Array.isArray(anyOf)) return fitting(anyOf[0], words, depth + 1);
  switch (Array.isArray(type) ? type[0] : type) {
    case 'string':
      return words;
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return [fitting(items, words, depth + 1)];
    case 'object':
      return Object.fromEntries(
        Object.entries(isObject(properties) ? properties : {}).map(([key, inner]) => [
          key,
          fitting(inner, words, depth + 1),
        ]),
      );
    default:
      return null;
  }
}
