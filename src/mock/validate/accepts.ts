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
  if (def.checks?.length || 'check' in def) return asZod(schema);
  switch (def.type) {
    case 'string':
      return (value) => typeof value === 'string';
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

function object({ shape, catchall }: z.core.$ZodObjectDef): Test {
  const members = new Map(Object.entries(shape).map(([key, member]) => [key, acceptsOf(member)]));
  const required = Object.keys(shape).filter((key) => shape[key]?._zod.optin === undefined);
  const other: Test = catchall ? acceptsOf(catchall) : () => true;
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const holder = value as { readonly [key: string]: unknown };
    for (const key in holder) {
      const test = members.get(key) ?? other;
      if (!test(holder[key])) return false;
    }
    return required.every((key) => Object.hasOwn(holder, key));
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
