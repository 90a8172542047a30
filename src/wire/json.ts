/** JSON as it is on the wire: read without loss, compared at three strengths. */
export { compareJson } from './json/compare.ts';
export type { JsonComparison, JsonDifference } from './json/difference.ts';
export { lineAt, lineOf } from './json/line.ts';
export { type JsonNode, nodeAt } from './json/node.ts';
export { parseJson, readJson } from './json/read.ts';
