import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DraftObject } from './draft.ts';
import { editJson } from './edit.ts';

const edited = (text: string, edit: (value: DraftObject) => void) =>
  Buffer.from(editJson(Buffer.from(text), edit)).toString();

const ODD = ` { "a" : 1.0 ,\n"b":[ 12345678901234567890,"\\u00e9\\/", { } ] , "a":2e3, "10":null,"9":true}\n`;

test('nothing edited, nothing changed', () => {
  expect(edited(ODD, () => undefined)).toBe(ODD);
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(0, 1, 2), (value, space) => {
      const spaced = JSON.stringify(value, null, space);
      expect(edited(spaced, () => undefined)).toBe(spaced);
    }),
  );
});

test.each<[string, (value: DraftObject) => void, string]>([
  ['a removed member', (v) => delete v['b'], ` { "a" : 1.0,"a":2e3, "10":null,"9":true}\n`],
  ['a changed scalar', (v) => (v['10'] = 'x'), ODD.replace('null', '"x"')],
  ['an added member', (v) => (v['new'] = { é: [1] }), ODD.replace('true}', 'true,"new":{"é":[1]}}')],
  ['a longer list', (v) => Array.isArray(v['b']) && v['b'].push(7), ODD.replace('{ } ]', '{ },7]')],
  [
    'a list with another head',
    (v) => Array.isArray(v['b']) && v['b'].splice(0, 2),
    ODD.replace('[ 12345678901234567890,"\\u00e9\\/", { } ]', '[{ } ]'),
  ],
  ['an emptied list', (v) => Array.isArray(v['b']) && v['b'].splice(0), ODD.replace(/\[.*\]/, '[ ]')],
])('%s leaves the rest as it was', (_what, edit, expected) => {
  expect(edited(ODD, edit)).toBe(expected);
});

test('the edited value is what a plain edit gives', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), fc.nat(), (list, more, at) => {
      const edit = (value: { list?: unknown }) => {
        if (!Array.isArray(value.list)) return;
        value.list.splice(at % (value.list.length + 1), 1, more);
        value.list.reverse();
      };
      const plain = { list: structuredClone(list) };
      edit(plain);
      expect(JSON.parse(edited(JSON.stringify({ list }), edit))).toEqual(JSON.parse(JSON.stringify(plain)));
    }),
  );
});

test('what is not a JSON object stays as it is', () => {
  for (const text of ['{"a":', '[1]', 'x']) expect(edited(text, (value) => (value['b'] = 2))).toBe(text);
});
