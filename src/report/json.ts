const TEXT = String.raw`"[^"\\]*(?:\\.[^"\\]*)*"`;
const SCALAR = String.raw`(?:${TEXT}|-?\d[\d.eE+-]*|true|false|null)`;
const MEMBER = `(?:${TEXT}: )?${SCALAR}`;
/** A list or an object that holds no other. In JSON no string has a line feed, so that it is found by them. */
const LEAF = new RegExp(String.raw`[[{]\n\s+${MEMBER}(?:,\n\s+${MEMBER})*\n\s+[\]}]`, 'g');

/** A report as indented JSON in which a header, a chunk or a short list takes one line, so that people can read it. */
export function renderJson(report: unknown): string {
  const text = JSON.stringify(report, null, 2);
  return `${text.replaceAll(LEAF, (leaf) => leaf.replaceAll(/\n\s+/g, ' '))}\n`;
}
