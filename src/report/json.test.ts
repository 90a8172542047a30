import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderJson } from './json.ts';

test('lists and objects of plain values take one line each', () => {
  const headers = [
    ['content-type', 'text/event-stream'],
    ['x-odd', 'a "quoted" [\n  "b"\n] \\'],
  ];
  expect(renderJson({ id: 'c1', headers, chunks: [{ ms: 1.5, bytes: 3 }], none: [] })).toBe(`{
  "id": "c1",
  "headers": [
    [ "content-type", "text/event-stream" ],
    [ "x-odd", "a \\"quoted\\" [\\n  \\"b\\"\\n] \\\\" ]
  ],
  "chunks": [
    { "ms": 1.5, "bytes": 3 }
  ],
  "none": []
}
`);
});

test('whatever is written reads back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(renderJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
