/** What the terminal can do. */
export interface TerminalOptions {
  readonly colour: boolean;
  /** Characters in a line. */
  readonly width: number;
}

/**
 * Text from elsewhere made harmless for a terminal: control and direction characters as escapes, such
 * as `\u{1b}`. Line feeds, too: one line of a report stays one line.
 */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** Breaks text at blanks so that no line is longer than `width`, later lines indented by `indent`. */
export function wrap(text: string, width: number, indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width - indent) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}

/** Codes of ECMA-48 that every terminal knows. */
const SGR = { red: 31, yellow: 33, green: 32, bold: 1, dim: 2 } as const;

/** Gives text a style; one that keeps it plain where colours are not wanted. */
export type Paint = (style: keyof typeof SGR, text: string) => string;

export function painter(colour: boolean): Paint {
  return (style, text) => (colour ? `\u001b[${SGR[style]}m${text}\u001b[0m` : text);
}
