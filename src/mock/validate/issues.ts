import type { z } from 'zod';

/** One departure of a body from its schema, in the words of the real API. */
export interface Problem {
  /** Dotted path with union tags, a colon and what is wrong. */
  readonly message: string;
  /** Something that a newer client may rightly send: a field or a kind of block or tool that is not known here. */
  readonly isNovelty: boolean;
}

type Schema = z.core.$ZodTypes;
type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/**
 * The issues of a failed parse as problems, in the order of the schema (within one object, unknown fields
 * come last, as the real API has them). `isOpen` says which tags of a union to name as expected.
 */
export function problemsOf(
  schema: z.ZodType,
  value: unknown,
  issues: readonly Issue[],
  isOpen: (tag: string) => boolean,
): Problem[] {
  return issues.flatMap((issue) => problems({ schema, value, isOpen }, issue, []));
}

/** What issues are read against. */
interface Context {
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly isOpen: (tag: string) => boolean;
}

function problems(context: Context, issue: Issue, above: Path): Problem[] {
  const { schema, value, isOpen } = context;
  const path = [...above, ...issue.path];
  const problem = (at: Path, text: string, isNovelty = false): Problem => {
    const where = dotted(schema, value, at);
    return { message: where === '' ? text : `${where}: ${text}`, isNovelty };
  };
  if (issue.code === 'unrecognized_keys') {
    // The object's own tag belongs into the path, so the key is part of it.
    return issue.keys.map((key) => problem([...path, key], 'Extra inputs are not permitted', true));
  }
  if (issue.code === 'invalid_union' && issue.errors.length === 0) {
    const holder = path.slice(0, -1);
    const { schema: union, value: found } = walk(schema, value, holder);
    const tag = read(found, String(path.at(-1)));
    if (tag === undefined) return [problem(path, 'Field required')];
    return [problem(holder, tagText(tag, tagsOf(union).filter(isOpen)), true)];
  }
  if (issue.code === 'invalid_union') {
    // Of several forms the last is the general one: the real API names the list, not the string.
    return (issue.errors.at(-1) ?? []).flatMap((inner) => problems(context, inner, path));
  }
  return [problem(path, wording(issue, walk(schema, value, path)))];
}

/** `Input tag 'x' found using 'type' does not match any of the expected tags: 'a', 'b'`. */
export function tagText(tag: unknown, expected: readonly string[]): string {
  const list = expected.map((name) => `'${name}'`).join(', ');
  return `Input tag '${tag}' found using 'type' does not match any of the expected tags: ${list}`;
}

/** The tags of a discriminated union in alphabetical order; empty for any other schema. */
export function tagsOf(schema: z.core.$ZodType): string[] {
  const { def } = unwrap(schema)._zod;
  if (def.type !== 'union') return [];
  return def.options.map((option) => tagOf(option, discriminatorOf(def) ?? '')).toSorted();
}

function wording(issue: Issue, at: Place): string {
  const { code } = issue;
  if (at.value === undefined) return 'Field required';
  if (code === 'invalid_type') return typeText(issue.expected, at);
  if (code === 'invalid_value') return `Input should be ${choices(issue.values)}`;
  if (code === 'too_small') return `Input should be greater than or equal to ${issue.minimum}`;
  if (code === 'too_big' && issue.origin === 'string')
    return `String should have at most ${issue.maximum} characters`;
  if (code === 'too_big') return `Input should be less than or equal to ${issue.maximum}`;
  if (code === 'invalid_format') return `String should match pattern '${(issue.pattern ?? '').slice(1, -1)}'`;
  return issue.message;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'Input should be a valid string',
  number: 'Input should be a valid number',
  boolean: 'Input should be a valid boolean',
  array: 'Input should be a valid list',
  record: 'Input should be a valid dictionary',
};

function typeText(expected: string, { schema, value }: Place): string {
  const { def } = schema._zod;
  const isInteger = def.type === 'number' && 'format' in def;
  if (!isInteger) return TYPES[expected] ?? 'Input does not match the expected shape.';
  const isFraction = typeof value === 'number';
  return `Input should be a valid integer${isFraction ? ', got a number with a fractional part' : ''}`;
}

/** `'a'`, `'a' or 'b'`, `'a', 'b' or 'c'`. */
function choices(values: readonly unknown[]): string {
  const quoted = values.filter((value) => typeof value === 'string').map((value) => `'${value}'`);
  const last = quoted.at(-1) ?? '';
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} or ${last}`;
}

/** A value, the schema that describes it, and the way there in dotted form. */
interface Place {
  readonly schema: Schema;
  readonly value: unknown;
  readonly words: readonly string[];
}

function dotted(schema: z.ZodType, value: unknown, path: Path): string {
  return walk(schema, value, path).words.join('.');
}

/** Follows `path` through schema and value at once; entering a member of a tagged union adds the tag. */
function walk(start: z.ZodType, root: unknown, path: Path): Place {
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
  const option = def.options.find((candidate) => values(candidate, discriminator).has(tag));
  return option ? { schema: unwrap(option), tag: tagOf(option, discriminator) } : { schema };
}

function member(schema: Schema, key: PropertyKey): Schema {
  const { def } = schema._zod;
  if (def.type === 'array') return unwrap(def.element);
  const shape = def.type === 'object' ? def.shape[String(key)] : undefined;
  return unwrap(shape ?? schema);
}

function unwrap(schema: z.core.$ZodType): Schema {
  let inner = schema as Schema;
  for (;;) {
    const { def } = inner._zod;
    if (def.type !== 'optional' && def.type !== 'nullable') return inner;
    inner = def.innerType as Schema;
  }
}

function discriminatorOf(def: z.core.$ZodUnionDef): string | undefined {
  return 'discriminator' in def && typeof def.discriminator === 'string' ? def.discriminator : undefined;
}

/** The values that choose this option. */
function values(option: z.core.$ZodType, discriminator: string): ReadonlySet<unknown> {
  return option._zod.propValues?.[discriminator] ?? new Set();
}

function tagOf(option: z.core.$ZodType, discriminator: string): string {
  return [...values(option, discriminator)].find((value) => typeof value === 'string') ?? '';
}

function read(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<PropertyKey, unknown>>)[key];
}
