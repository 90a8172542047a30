/** How the items of one list became the items of another; every index occurs once. */
export interface Alignment {
  /** Items that correspond, equal or changed, in order of both lists. */
  readonly pairs: readonly (readonly [a: number, b: number])[];
  /** Equal items that left their order. */
  readonly moved: readonly (readonly [a: number, b: number])[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
}

/** Beyond this many combinations of changed items they are paired in order: each costs a comparison. */
const MAX_COMBINATIONS = 10_000;

/**
 * Aligns two lists so that one cause is one difference: an inserted item is one addition, not a
 * change of all that follow. `a` and `b` hold a number per item, equal for equal items;
 * `similarity` (0 to 1) decides which of the unequal ones correspond.
 */
export function align(
  a: readonly number[],
  b: readonly number[],
  similarity: (a: number, b: number) => number,
): Alignment {
  const pairs: [number, number][] = [];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) pairs.push([head, head++]);
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;

  const endA = a.length - tail;
  const endB = b.length - tail;
  const equal = sameItems(a, b, head, endA, endB);
  const kept = longestAscending(equal);
  const keptPairs = new Set(kept);
  const moved = equal.filter((pair) => !keptPairs.has(pair));

  const takenA = new Set(equal.map(([i]) => i));
  const takenB = new Set(equal.map(([, j]) => j));
  let [fromA, fromB] = [head, head];
  for (const anchor of [...kept, [endA, endB] as const]) {
    const lost = range(fromA, anchor[0]).filter((i) => !takenA.has(i));
    const found = range(fromB, anchor[1]).filter((j) => !takenB.has(j));
    const changed = correspond(lost, found, similarity);
    for (const pair of changed) {
      pairs.push(pair);
      takenA.add(pair[0]);
      takenB.add(pair[1]);
    }
    if (anchor[0] < endA) pairs.push([anchor[0], anchor[1]]);
    [fromA, fromB] = [anchor[0] + 1, anchor[1] + 1];
  }
  const removed = range(head, endA).filter((i) => !takenA.has(i));
  const added = range(head, endB).filter((j) => !takenB.has(j));
  for (; tail > 0; tail--) pairs.push([a.length - tail, b.length - tail]);
  return { pairs, moved, removed, added };
}

/** The n-th of each kind in `a` with the n-th of that kind in `b`, in order of `a`. */
function sameItems(a: readonly number[], b: readonly number[], from: number, endA: number, endB: number) {
  const places = new Map<number, number[]>();
  for (let j = endB - 1; j >= from; j--) {
    const item = b[j] as number;
    const known = places.get(item);
    if (known) known.push(j);
    else places.set(item, [j]);
  }
  const pairs: [number, number][] = [];
  for (let i = from; i < endA; i++) {
    const j = places.get(a[i] as number)?.pop();
    if (j !== undefined) pairs.push([i, j]);
  }
  return pairs;
}

/** The longest run of pairs (not necessarily neighbours) whose second index ascends. */
function longestAscending(pairs: readonly [number, number][]): [number, number][] {
  const ends: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, j], at) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < j) low = middle + 1;
      else high = middle;
    }
    before[at] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = at;
  });
  const run: [number, number][] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair) run.push(pair);
  }
  return run.reverse();
}

/** Pairs every item of the shorter list, in order, so that the total similarity is greatest. */
function correspond(
  a: readonly number[],
  b: readonly number[],
  similarity: (a: number, b: number) => number,
): [number, number][] {
  if (a.length === b.length || a.length * b.length > MAX_COMBINATIONS) {
    return range(0, Math.min(a.length, b.length)).map((k) => [a[k] as number, b[k] as number]);
  }
  if (a.length > b.length) return correspond(b, a, (y, x) => similarity(x, y)).map(([y, x]) => [x, y]);
  // best[i][j]: greatest total when a[i..] is paired with some of b[j..].
  const best = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const score = (i: number, j: number) =>
    similarity(a[i] as number, b[j] as number) + (best[i + 1]?.[j + 1] ?? 0);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - (a.length - i); j >= 0; j--) {
      const skip = j + 1 <= b.length - (a.length - i) ? (best[i]?.[j + 1] ?? 0) : -1;
      (best[i] as number[])[j] = Math.max(score(i, j), skip);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length; j++) {
    if (score(i, j) >= (best[i]?.[j] ?? 0)) pairs.push([a[i++] as number, b[j] as number]);
  }
  return pairs;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, k) => from + k);
}
