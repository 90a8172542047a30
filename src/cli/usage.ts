/** The command line or a file it names is wrong: says what, the value seen and the way out. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Nothing can be proven, though the command line is right: says what was tried and the way out. Exit code 3. */
export class UnprovenError extends Error {
  override readonly name = 'UnprovenError';
}

/** ` (did you mean X?)` for the name closest to `given`; empty when none is close. */
export function didYouMean(given: string, names: Iterable<string>): string {
  const best = closest(given, names);
  return best === undefined ? '' : ` (did you mean ${best}?)`;
}

/** The name that was probably meant by `given`; undefined when none is close. */
export function closest(given: string, names: Iterable<string>): string | undefined {
  const wanted = given.toLowerCase();
  let best: string | undefined;
  // As many slips as a third of the word: more would suggest a name that shares nothing but length.
  let least = Math.max(1, Math.floor(given.length / 3)) + 1;
  for (const name of names) {
    const slips = name.toLowerCase().startsWith(wanted) ? 1 : distance(wanted, name.toLowerCase());
    if (slips < least) [best, least] = [name, slips];
  }
  return best;
}

/** How many letters must be inserted, left out or replaced to turn `a` into `b` (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
  }
  return row[b.length] ?? 0;
}
