import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareJson, type JsonNode, nodeAt, parseJson, readJson } from './json.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));

/** Every difference as `strength kind path: sent > arrived`. */
function differences(sent: string, arrived: string): string[] {
  const { meaning, numbers, text } = compareJson(bytesOf(sent), bytesOf(arrived));
  return [...meaning, ...numbers, ...text].map(
    (d) => `${d.kind} ${d.path}: ${d.sent ?? '-'} > ${d.arrived ?? '-'}`,
  );
}
const kinds = (sent: string, arrived: string) => differences(sent, arrived).map((line) => line.split(' ')[0]);

test('keeps number literals, escapes, key order, duplicates and byte offsets', () => {
  const source = ' {"é": 1.0, "a": "\\u00e9\\/", "a": [2512292042121000001, -0, null, true]} ';
  const { root, defects } = readJson(bytesOf(source));
  expect(defects).toEqual([]);
  expect(root).toMatchObject({
    kind: 'object',
    members: [
      { key: { value: 'é' }, value: { kind: 'number', raw: '1.0' } },
      { key: { value: 'a' }, value: { kind: 'string', raw: '"\\u00e9\\/"', value: 'é/' } },
      { key: { value: 'a' }, value: { kind: 'array' } },
    ],
  });
  const big = root && nodeAt(root, 'a.0');
  expect(big).toMatchObject({ kind: 'number', raw: '2512292042121000001' });
  const buffer = Buffer.from(source);
  expect(big && buffer.toString('utf8', big.start, big.end)).toBe('2512292042121000001');
});

test('a path that leads nowhere is undefined; keys with dots need a list', () => {
  const { root } = readJson(bytesOf('{"a.b": [1]}'));
  const at = (path: string | string[]) => root && nodeAt(root, path);
  expect(at('a.b.0')).toBeUndefined();
  expect(at(['a.b', '0'])).toMatchObject({ raw: '1' });
  expect(at(['a.b', '0', 'x'])).toBeUndefined();
  expect(at('')).toBe(root);
});

test('what is in a value is the same each time one looks, in long ones too', () => {
  const { root } = readJson(bytesOf(`{"a": [${'{"b": [1, "x"]}, '.repeat(200)}[]]}`));
  const at = (path: string) => root && nodeAt(root, path);
  expect(at('a.199.b.1')).toMatchObject({ kind: 'string', value: 'x' });
  expect(at('a.199.b')).toBe(at('a.199.b'));
  expect(at('a.200')).toMatchObject({ kind: 'array', items: [] });
});

test('what is not JSON is one defect at its place', () => {
  const at = (text: string) => readJson(bytesOf(text)).defects.map((d) => `${d.rule} ${d.offset}`);
  expect(at('')).toEqual(['json/syntax 0']);
  expect(at('{"é": 01}')).toEqual(['json/syntax 8']);
  expect(at('{"a": 1,}')).toEqual(['json/syntax 8']);
  expect(at('[1] x')).toEqual(['json/syntax 4']);
  expect(at('["a\nb"]')).toEqual(['json/syntax 3']);
  expect(at('["\\x"]')).toEqual(['json/syntax 2']);
  expect(at('"abc')).toEqual(['json/syntax 4']);
  expect(at('[1 2]')).toEqual(['json/syntax 3']);
  expect(at('-')).toEqual(['json/syntax 0']);
  expect(at('['.repeat(100_000))).toEqual(['json/depth 1000']);
});

test('both readers take 1000 levels, and no more', () => {
  const nested = (levels: number) => bytesOf('['.repeat(levels) + ']'.repeat(levels));
  for (const read of [readJson, parseJson]) {
    expect(read(nested(1_000)).defects).toEqual([]);
    expect(read(nested(1_001)).defects).toMatchObject([{ rule: 'json/depth', offset: 1_000 }]);
  }
  expect(parseJson(nested(1_001)).value).toBeUndefined();
});

test('a byte order mark and bytes that are not UTF-8 are defects, and the rest is read', () => {
  expect(parseJson(bytesOf('\uFEFF[1]'))).toMatchObject({
    value: [1],
    defects: [{ rule: 'json/bom', offset: 0 }],
  });
  const invalid = Buffer.concat([Buffer.from('["a'), Buffer.from([0xff]), Buffer.from('"]')]);
  expect(parseJson(invalid)).toMatchObject({
    value: ['a\uFFFD'],
    defects: [{ rule: 'json/utf8', offset: 3 }],
  });
});

const jsonish = fc.oneof(
  fc.json(),
  fc.string(),
  fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 })).map(([json, at, noise]) => {
    const cut = at % (json.length + 1);
    return json.slice(0, cut) + noise + json.slice(cut + noise.length);
  }),
);

test('reads exactly what JSON.parse reads, and gives the same value', () => {
  fc.assert(
    fc.property(jsonish, (source) => {
      const text = Buffer.from(source).toString();
      const { root, defects } = readJson(bytesOf(text));
      let expected: unknown;
      try {
        expected = JSON.parse(text);
      } catch {
        expect(root).toBeUndefined();
        expect(defects).toHaveLength(1);
        return;
      }
      expect(defects).toEqual([]);
      expect(root && plain(root)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test('any bytes: never throws', () => {
  const pair = fc.tuple(fc.uint8Array(), fc.uint8Array());
  fc.assert(
    fc.property(pair, ([a, b]) => {
      parseJson(a);
      compareJson(a, b);
    }),
  );
});

test('identical bytes have no differences, JSON or not', () => {
  for (const text of ['{"a": 1.0}', 'no json', '']) {
    expect(compareJson(bytesOf(text), bytesOf(text))).toEqual({
      identical: true,
      meaning: [],
      numbers: [],
      text: [],
    });
  }
});

test('an inserted, dropped or moved element is one difference', () => {
  const list = (...texts: string[]) => JSON.stringify({ m: texts.map((text) => ({ type: 'text', text })) });
  expect(differences(list('a', 'b', 'c'), list('new', 'a', 'b', 'c'))).toEqual([
    'added m.0: - > {"type":"text","text":"new"}',
  ]);
  expect(differences(list('a', 'b', 'c'), list('a', 'c'))).toEqual([
    'removed m.1: {"type":"text","text":"b"} > -',
  ]);
  expect(differences(list('a', 'b', 'c'), list('c', 'a', 'b'))).toEqual([
    'moved m.2: {"type":"text","text":"c"} > at index 0',
  ]);
  expect(differences(list('a', 'b', 'a'), list('a', 'a'))).toEqual([
    'removed m.1: {"type":"text","text":"b"} > -',
  ]);
  expect(differences(list('a', 'a'), list('a', 'a', 'a'))).toHaveLength(1);
  expect(kinds(list('a', 'b'), list('b', 'a', 'b'))).toEqual(['added']);
  expect(kinds(list('b', 'a', 'b'), list('a', 'b'))).toEqual(['removed']);
});

test('an element changed beside one dropped is told from it', () => {
  const sent = '[{"id": 1, "t": "alpha"}, {"id": 2, "t": "beta"}, {"id": 3, "t": "gamma"}]';
  const arrived = '[{"id": 1, "t": "alpha"}, {"id": 3, "t": "gamma!"}]';
  expect(differences(sent, arrived)).toEqual([
    'changed 2.t: "gamma" > "gamma!"',
    'removed 1: {"id": 2, "t": "beta"} > -',
  ]);
});

test('a value of another type is one difference', () => {
  expect(differences('{"s": "hi"}', '{"s": [{"type": "text"}]}')).toEqual([
    'type s: "hi" > [{"type": "text"}]',
  ]);
  expect(differences('[null]', '[false]')).toEqual(['type 0: null > false']);
  expect(differences('[true]', '[false]')).toEqual(['changed 0: true > false']);
  expect(differences('{"a": 1, "b": 2}', '{"a": 1, "c": 3}')).toEqual(['removed b: 2 > -', 'added c: - > 3']);
});

test('a changed letter in a long text is shown', () => {
  const text = 'x'.repeat(500);
  const [line] = differences(JSON.stringify([`${text}Y${text}`]), JSON.stringify([`${text}Z${text}`]));
  expect(line).toMatch(/^changed 0: …"x{16}Yx+"… > …"x{16}Zx+"…$/);
});

test('numbers compare as exact decimals', () => {
  expect(differences('[1.0, 100, 0.5]', '[1, 1e2, 5E-1]')).toEqual([
    'literal 0: 1.0 > 1',
    'literal 1: 100 > 1e2',
    'literal 2: 0.5 > 5E-1',
  ]);
  expect(differences('[2512292042121000001]', '[2512292042121000000]')).toEqual([
    'precision 0: 2512292042121000001 > 2512292042121000000',
  ]);
  expect(kinds('[1]', '[2]')).toEqual(['changed']);
  expect(kinds('[1e400]', '[1e401]')).toEqual(['changed']);
  expect(kinds('[0.7]', '[0.699999988079071]')).toEqual(['changed']);
  expect(kinds('[-0]', '[0]')).toEqual(['literal']);
});

test('each habit of a printer is one difference with its number of places', () => {
  const sent = '{"b": "\\u00e9", "a": "\\/", "c": [1, 2]}';
  const { text, meaning, numbers } = compareJson(bytesOf(sent), bytesOf('{"b":"é","a":"/","c":[1,2]}'));
  expect([meaning, numbers]).toEqual([[], []]);
  expect(text).toMatchObject([
    { kind: 'escapes', path: 'b', sent: '"\\u00e9"', arrived: '"é"', places: 2 },
    { kind: 'whitespace', path: 'b', sent: '": "', arrived: '":"', places: 6 },
  ]);
});

test('key order, duplicate keys, escaped keys, outer white space, encoding', () => {
  expect(differences('{"a": 1, "b": 2}', '{"b": 2, "a": 1}')).toEqual(['key-order : a, b > b, a']);
  expect(differences('{"a":1,"a":2}', '{"a":2}')).toEqual(['duplicate-keys a: 2 times > 1 times']);
  expect(kinds('{"a":1,"a":2}', '{"a":1}')).toEqual(['changed', 'duplicate-keys']);
  expect(kinds('{"a":1,"b":2,"a":3}', '{"a":1,"a":3,"b":2}')).toEqual(['key-order']);
  expect(kinds('{"\\u0061":1}', '{"a":1}')).toEqual(['escapes']);
  expect(kinds('[1]', '[1]\n')).toEqual(['whitespace']);
  expect(kinds('[1]', '\uFEFF[1]')).toEqual(['encoding']);
  const invalid = (byte: number) =>
    Buffer.concat([Buffer.from('["'), Buffer.from([byte]), Buffer.from('"]')]);
  expect(compareJson(invalid(0xff), invalid(0xfe)).text).toMatchObject([{ kind: 'encoding' }]);
});

test('what arrived as no JSON is one difference', () => {
  expect(kinds('{"a": 1}', '<html>')).toEqual(['not-json']);
});

test('printing a document again never changes its meaning', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(0, 1, '\t'), (json, indent) => {
      const { meaning } = compareJson(bytesOf(json), bytesOf(JSON.stringify(JSON.parse(json), null, indent)));
      expect(meaning).toEqual([]);
    }),
  );
});

test('one element inserted anywhere in any list is one addition; unequal documents always differ', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.nat(), (list, at) => {
      const longer = list.toSpliced(at % (list.length + 1), 0, { inserted: 'here' });
      expect(kinds(JSON.stringify(list), JSON.stringify(longer))).toEqual(['added']);
      expect(kinds(JSON.stringify(longer), JSON.stringify(list))).toEqual(['removed']);
    }),
  );
  fc.assert(
    fc.property(fc.json(), fc.json(), (a, b) => {
      const { identical, meaning, numbers, text } = compareJson(bytesOf(a), bytesOf(b));
      expect(meaning.length + numbers.length + text.length > 0).toBe(!identical);
    }),
  );
});

/** The plain value, built from the nodes. */
function plain(node: JsonNode): unknown {
  if (node.kind === 'array') return node.items.map(plain);
  if (node.kind === 'string') return node.value;
  if (node.kind !== 'object') return JSON.parse(node.raw);
  const result = {};
  for (const { key, value } of node.members) {
    const property = { value: plain(value), enumerable: true, configurable: true, writable: true };
    Object.defineProperty(result, key.value, property);
  }
  return result;
}
