import { expect, test } from 'vitest';
import { z } from 'zod';
import { acceptsOf } from './accepts.ts';

const VALUES = [
  '',
  'x',
  'ab',
  'xab',
  'a b',
  'ab\n',
  'abcd',
  'a@b.cd',
  '1b4e28ba-2fa1-41d2-883f-0016d3cca427',
  0,
  1,
  1.5,
  -1,
  true,
  false,
  null,
  undefined,
  [],
  ['ab'],
  [1],
  {},
  { type: 'ab' },
  { type: 'x', text: 'ab' },
  { type: 'x' },
  { type: 'x', text: 'ab', more: 1 },
];

test.each<[string, z.ZodType]>([
  ['a text', z.string()],
  ['a pattern', z.string().regex(/^[a-z]+$/)],
  ['a pattern with a flag', z.string().regex(/^[A-Z]+$/i)],
  ['a pattern that remembers', z.string().regex(/b/g)],
  ['a limit', z.string().max(2)],
  ['a limit and a pattern', z.string().max(3).regex(/b/)],
  ['a least length', z.string().min(2)],
  ['a start', z.string().startsWith('x')],
  ['a format', z.email()],
  ['another format', z.uuid()],
  ['a change', z.string().trim().max(2)],
  ['a whole number', z.int().min(1)],
  ['a truth value', z.boolean().nullish()],
  ['a literal', z.literal('ab')],
  ['several literals', z.literal(['x', 1, null])],
  ['an enum', z.enum(['x', 'ab'])],
  ['a list', z.array(z.string().max(2))],
  ['a record', z.record(z.string(), z.string())],
  ['an object', z.strictObject({ type: z.literal('x'), text: z.string().optional() })],
  ['an object with a member that must be there', z.looseObject({ type: z.literal('x'), text: z.string() })],
  [
    'a union by tag',
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('x'), text: z.string() }),
      z.looseObject({ type: z.literal('ab') }),
    ]),
  ],
])('%s is taken where zod takes it', (_, schema) => {
  const accepts = acceptsOf(schema);
  for (const value of VALUES)
    expect(accepts(value), JSON.stringify(value)).toBe(schema.safeParse(value).success);
});
