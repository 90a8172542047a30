import { Buffer } from 'node:buffer';
import type { Defect } from '../defect.ts';
import { decodeUtf8 } from '../utf8.ts';
import type { JsonNode } from './node.ts';
import { MAX_DEPTH, Scanner, Unreadable } from './scan.ts';
import { nodeOf } from './tree.ts';

/**
 * Reads one JSON document (RFC 8259) without losing how it was written; the bytes must stay as they are. Never throws: `root` is
 * undefined when it is not JSON, and `defects` say where: `json/syntax` (the first error only),
 * `json/depth`, `json/utf8` and `json/bom` (the latter two don't stop the reader).
 */
export function readJson(bytes: Uint8Array): { root: JsonNode | undefined; defects: Defect[] } {
  const defects: Defect[] = [];
  const { invalidAt } = decodeUtf8(bytes);
  if (invalidAt !== undefined) {
    defects.push({ offset: invalidAt, rule: 'json/utf8', text: 'bytes that are not UTF-8' });
  }
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (bom) defects.push({ offset: 0, rule: 'json/bom', text: 'a byte order mark before the JSON' });
  try {
    const scanner = new Scanner(bytes);
    return { root: nodeOf(scanner, scanner.document(bom ? 3 : 0)), defects };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { root: undefined, defects: [...defects, error.defect] };
  }
}

/**
 * The plain value of one JSON document, as `JSON.parse` gives it (numbers as doubles, the last of
 * duplicate keys). `value` is undefined when it is not JSON, or nested beyond what those who walk it could
 * bear; defects as in `readJson`. Never throws.
 */
export function parseJson(source: Uint8Array | string): { value: unknown; defects: Defect[] } {
  const { text, invalidAt } =
    typeof source === 'string' ? { text: source, invalidAt: undefined } : decodeUtf8(source);
  const hasBom = text.startsWith('\uFEFF');
  const explain = () => readJson(typeof source === 'string' ? Buffer.from(source) : source).defects;
  try {
    const value: unknown = JSON.parse(hasBom ? text.slice(1) : text);
    // So deep a text has two brackets for each level at least.
    if (text.length > 2 * MAX_DEPTH && isDeeper(value, MAX_DEPTH))
      return { value: undefined, defects: explain() };
    return { value, defects: hasBom || invalidAt !== undefined ? explain() : [] };
  } catch {
    return { value: undefined, defects: explain() };
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}
