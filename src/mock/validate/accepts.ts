import type { z } from 'zod';
import { discriminatorOf, valuesOf } from './schema-path.ts';

type Schema = z.core.$ZodTypes;
type Test = (value: unknown) => boolean;

/**
 * Compiles a schema into a test of the same rules that copies nothing: zod's own parse builds every value anew,
 * which for a body of 50 KB costs more than all other rules together. What is made of parts is taken apart
 * here, everything else stays zod's to judge. A yes is zod's yes; a no may be stricter, so that zod has the last word.
 */
export function acceptsOf(schema: z.core.$ZodType): Test {
  const known = compiled.get(schema);
  if (known) return known;
  const test = compile(schema as Schema);
  compiled.set(schema, test);
  return test;
}

/** Blocks and markers occur in many places. */
const compiled = new WeakMap<z.core.$ZodType, Test>();

function compile(schema: Schema): Test {
  const { def } = schema._zod;
  // A check belongs to its schema, whatever that is made of.
  if ('check' in def) return asZod(schema);
  if (def.checks?.length) return def.type === 'string' ? checked(schema, def.checks) : asZod(schema);
  switch (def.type) {
    case 'string':
      return (value) => typeof value === 'string';
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'literal':
    case 'enum': {
      const { values } = schema._zod;
      return values ? (value) => (values as ReadonlySet<unknown>).has(value) : asZod(schema);
    }
    case 'unknown':
      return () => true;
    case 'optional': {
      const inner = acceptsOf(def.innerType);
      return (value) => value === undefined || inner(value);
    }
    case 'nullable': {
      const inner = acceptsOf(def.innerType);
      return (value) => value === null || inner(value);
    }
    case 'array': {
      const element = acceptsOf(def.element);
      return (value) => Array.isArray(value) && value.every(element);
    }
    case 'object':
      return object(def);
    case 'union':
      return union(def);
    default:
      return asZod(schema);
  }
}

function asZod(schema: Schema): Test {
  return (value) => {
    const result = schema._zod.run({ value, issues: [] }, { async: false });
    return !(result instanceof Promise) && result.issues.length === 0;
  };
}

/** A string with a pattern or a length, such as the name of each tool; any other check is left to zod. */
function checked(schema: Schema, checks: readonly z.core.$ZodCheck<never>[]): Test {
  const tests = checks.map(({ _zod: { def } }): ((text: string) => boolean) | undefined => {
    if ('maximum' in def && def.check === 'max_length') return ({ length }) => length <= Number(def.maximum);
    if (!('format' in def && def.format === 'regex' && 'pattern' in def)) return undefined;
    const { pattern } = def;
    // With flags it may remember where it stopped.
    return pattern instanceof RegExp && pattern.flags === '' ? (text) => pattern.test(text) : undefined;
  });
  const known = tests.filter((test) => test !== undefined);
  if (known.length < tests.length) return asZod(schema);
  return (value) => typeof value === 'string' && known.every((test) => test(value));
}

function object({ shape, catchall }: z.core.$ZodObjectDef): Test {
  const members = new Map(
    Object.entries(shape).map(([key, member]) => [
      key,
      { test: acceptsOf(member), isRequired: member._zod.optin === undefined },
    ]),
  );
  const required = [...members.values()].filter(({ isRequired }) => isRequired).length;
  const other: Test = catchall ? acceptsOf(catchall) : () => true;
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const holder = value as { readonly [key: string]: unknown };
    let missing = required;
    for (const key in holder) {
      const member = members.get(key);
      if (!(member ? member.test(holder[key]) : other(holder[key]))) return false;
      if (member?.isRequired) missing -= 1;
    }
    return missing === 0;
  };
}

function union(def: z.core.$ZodUnionDef): Test {
  const discriminator = discriminatorOf(def);
  if (discriminator === undefined) {
    const options = def.options.map(acceptsOf);
    return (value) => options.some((option) => option(value));
  }
  const tags = new Map(
    def.options.flatMap((option) =>
      [...valuesOf(option, discriminator)].map((tag) => [tag, acceptsOf(option)] as const),
    ),
  );
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const option = tags.get((value as { readonly [key: string]: unknown })[discriminator]);
    return option?.(value) ?? false;
  };
}
