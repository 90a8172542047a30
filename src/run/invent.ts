import { createHash } from 'node:crypto';
import { makeMark } from '../wire/mark.ts';

/** A seeded source of numbers in [0, 1): the same seed gives the same sequence. Mulberry32. */
export function seeded(seed: string): () => number {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Kinds of name that checks make up. */
export type Invented = 'beta' | 'header' | 'field' | 'event' | 'tool' | 'model' | 'word';

/**
 * A made-up name of the shape that real ones have: `amber-willow-2031-04-02` for a beta value,
 * `amber_willow` for a field, `claude-amber-willow` for a model.
 */
export function invent(kind: Invented, random: () => number): string {
  const [first = 'plain', second = 'word'] = makeMark(random).split('-');
  const year = 2030 + Math.floor(random() * 60);
  const month = String(1 + Math.floor(random() * 12)).padStart(2, '0');
  switch (kind) {
    case 'beta':
      return `${first}-${second}-${year}-${month}-15`;
    case 'header':
      return `${first}-${second}`;
    case 'model':
      return `claude-${first}-${second}`;
    case 'tool':
      return `${first}_${second}_${year}${month}15`;
    case 'field':
    case 'event':
      return `${first}_${second}`;
    case 'word':
      return `${first}${second}`;
  }
}
