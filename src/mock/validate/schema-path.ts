import type { z } from 'zod';

type Schema = z.core.$ZodTypes;
/** Keys and indexes from the body down to a place in it. */
export type Path = readonly PropertyKey[];

/** The tags of a discriminated union in alphabetical order; empty for any other schema. */
export function tagsOf(schema: z.core.$ZodType): string[] {
  const { def } = unwrap(schema)._zod;
  if (def.type !== 'union') return [];
  return def.options.map((option) => tagOf(option, discriminatorOf(def) ?? '')).toSorted();
}

/** A value, the schema that describes it, and the way there in dotted form. */
export interface Place {
  readonly schema: Schema;
  readonly value: unknown;
  readonly words: readonly string[];
}

/** Follows `path` through schema and value at once; entering a member of a tagged union adds the tag. */
export function walk(start: z.ZodType, root: unknown, path: Path): Place {
  let schema = unwrap(start);
  let value = root;
  const words: string[] = [];
  for (const key of path) {
    const chosen = choose(schema, value);
    if (chosen.tag !== undefined) words.push(chosen.tag);
    words.push(String(key));
    value = read(value, key);
    schema = member(chosen.schema, key);
  }
  return { schema, value, words };
}

function choose(schema: Schema, value: unknown): { schema: Schema; tag?: string } {
  const { def } = schema._zod;
  if (def.type !== 'union') return { schema };
  const discriminator = discriminatorOf(def);
  if (discriminator === undefined) {
    const kind = Array.isArray(value) ? 'array' : 'object';
    return { schema: unwrap(def.options.find((option) => unwrap(option)._zod.def.type === kind) ?? schema) };
  }
  const tag = read(value, discriminator);
  const option = def.options.find((candidate) => valuesOf(candidate, discriminator).has(tag));
  return option ? { schema: unwrap(option), tag: tagOf(option, discriminator) } : { schema };
}

function member(schema: Schema, key: PropertyKey): Schema {
  const { def } = schema._zod;
  if (def.type === 'array') return unwrap(def.element);
  const name = String(key);
  const isKnown = def.type === 'object' && Object.hasOwn(def.shape, name);
  return unwrap((isKnown ? def.shape[name] : undefined) ?? schema);
}

function unwrap(schema: z.core.$ZodType): Schema {
  let inner = schema as Schema;
  for (;;) {
    const { def } = inner._zod;
    if (def.type !== 'optional' && def.type !== 'nullable') return inner;
    inner = def.innerType as Schema;
  }
}

/** The member whose value chooses among the options; undefined for a plain union. */
export function discriminatorOf(def: z.core.$ZodUnionDef): string | undefined {
  return 'discriminator' in def && typeof def.discriminator === 'string' ? def.discriminator : undefined;
}

/** The values that choose this option. */
export function valuesOf(option: z.core.$ZodType, discriminator: string): ReadonlySet<unknown> {
  return option._zod.propValues?.[discriminator] ?? new Set();
}

function tagOf(option: z.core.$ZodType, discriminator: string): string {
  return [...valuesOf(option, discriminator)].find((value) => typeof value === 'string') ?? '';
}

/** The member of an object or list; undefined when there is none. */
export function read(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<PropertyKey, unknown>>)[key];
}
