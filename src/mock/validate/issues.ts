import type { z } from 'zod';
import { type Path, type Place, read, tagsOf, walk } from './schema-path.ts';

/** One departure of a body from its schema, in the words of the real API. */
export interface Problem {
  /** Dotted path with union tags, a colon and what is wrong. */
  readonly message: string;
  /** Something that a newer client may rightly send: a field or a kind of block or tool that is not known here. */
  readonly isNovelty: boolean;
}

type Issue = z.core.$ZodIssue;

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
    const where = walk(schema, value, at).words.join('.');
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
    return [problem(holder, tagText(tag, tagsOf(union).filter(isOpen)), typeof tag === 'string')];
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

function wording(issue: Issue, at: Place): string {
  const { code } = issue;
  if (at.value === undefined) return 'Field required';
  if (code === 'invalid_type') return typeText(issue.expected, at);
  if (code === 'invalid_value') return `Input should be ${choices(issue.values)}`;
  if (code === 'too_small') return `Input should be greater than or equal to ${issue.minimum}`;
  if (code === 'too_big') {
    const isText = issue.origin === 'string';
    return isText
      ? `String should have at most ${issue.maximum} characters`
      : `Input should be less than or equal to ${issue.maximum}`;
  }
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
