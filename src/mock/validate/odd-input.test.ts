import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptsOf } from './accepts.ts';
import { countBody, messagesBody, messagesBody2026 } from './body.ts';
import { validateMessages } from './validate.ts';

/** The same inputs in every run. */
const SEED = 20261123;
const HEADERS = [
  ['content-type', 'application/json'],
  ['anthropic-version', '2023-06-01'],
] as const;

/** A valid body with something of everything. */
const BODY = {
  model: 'claude-opus-5-5',
  max_tokens: 9,
  system: [{ type: 'text', text: 'x', cache_control: { type: 'ephemeral', ttl: '5m' } }],
  tools: [
    { name: 'get', input_schema: { type: 'object', properties: { a: { type: 'string' } } }, strict: true },
    { type: 'web_search_20250305', name: 'web_search', max_uses: 1 },
  ],
  tool_choice: { type: 'tool', name: 'get' },
  thinking: { type: 'adaptive', display: 'omitted' },
  output_config: { effort: 'low', format: { type: 'json_schema', schema: {} } },
  messages: [
    { role: 'user', content: [{ type: 'document', source: { type: 'url', url: 'u' }, title: 't' }] },
    { role: 'system', content: 'x' },
    { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'get', input: {} }] },
    {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: 'a', content: [{ type: 'text', text: 'x' }] }],
    },
  ],
};

/** Every place in a value, as a path. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, member]) => places(member, [...path, key]))];
}

function replaced(value: unknown, path: readonly string[], by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : { ...(value as object) };
  Reflect.set(copy, key, replaced(Reflect.get(copy, key), rest, by));
  return copy;
}

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    'constructor',
    '__proto__',
    'hasOwnProperty',
    { type: 'constructor' },
    { type: null },
    1e300,
    -1,
  ),
);

test('whatever stands in whatever place, there is a verdict', () => {
  expect(judge(BODY, true)).toEqual({ ok: true, warnings: [] });
  fc.assert(
    fc.property(fc.constantFrom(...places(BODY)), odd, fc.boolean(), (path, value, strict) => {
      const verdict = judge(replaced(BODY, path, value), strict);
      expect(verdict.ok || verdict.message.length > 0).toBe(true);
    }),
    { numRuns: 3_000, seed: SEED },
  );
});

test('the quick test of the shape agrees with the schema, whatever stands or misses in whatever place', () => {
  const gone = fc.constant(undefined);
  const more = fc.constantFrom<object>(
    { type: 'text', text: '' },
    { type: 'file', file_id: 'f' },
    { extra: 1 },
  );
  const schemas = fc.constantFrom(messagesBody, messagesBody2026, countBody);
  const seen = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(
      schemas,
      fc.constantFrom(...places(BODY)),
      fc.oneof(odd, gone, more),
      (schema, path, value) => {
        const { max_tokens: _, ...prompt } = BODY;
        const text = JSON.stringify(replaced(schema === countBody ? prompt : BODY, path, value)) ?? 'null';
        const body: unknown = JSON.parse(text);
        const { success } = schema.safeParse(body);
        expect(acceptsOf(schema)(body)).toBe(success);
        seen[success ? 'accepted' : 'refused'] += 1;
      },
    ),
    { numRuns: 5_000, seed: SEED },
  );
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(500);
});

test('bytes that are anything get a verdict', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const verdict = validateMessages(
        { headers: HEADERS, body: bytes, operation: 'messages' },
        { strict: true },
      );
      expect(verdict.ok).toBe(false);
    }),
    { seed: SEED },
  );
});

function judge(body: unknown, strict: boolean) {
  const bytes = Buffer.from(JSON.stringify(body) ?? '');
  return validateMessages({ headers: HEADERS, body: bytes, operation: 'messages' }, { strict });
}
