/**
 * The exact value of a JSON number literal in one spelling: `1.0`, `1` and `10e-1` are all `1e0`.
 * Two literals mean the same decimal number exactly when their results are equal.
 */
export function canonicalDecimal(literal: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal);
  if (!parts) return literal;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  // The exponent may have any number of digits itself.
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length);
  return `${sign}${significant}e${power}`;
}

/** How two literals differ: not at all in value, only beyond what a double holds, or in value. */
export function compareNumbers(a: string, b: string): 'equal' | 'precision' | 'different' {
  if (canonicalDecimal(a) === canonicalDecimal(b)) return 'equal';
  const [x, y] = [Number(a), Number(b)];
  return x === y && Number.isFinite(x) ? 'precision' : 'different';
}
