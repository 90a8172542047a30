/** Real ids use base 58: digits and letters without `0`, `O`, `I` and `l`. */
const BASE58 = pairsOf('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz');
const HEX = pairsOf('0123456789abcdef');

/** Every two characters of an alphabet. */
function pairsOf(alphabet: string): readonly string[] {
  return [...alphabet].flatMap((one) => [...alphabet].map((two) => one + two));
}

/** Who gave an id out; Anthropic itself says nothing. */
export type Issuer = '' | 'bdrk_' | 'vrtx_';

/** `msg_01` and 22 characters, the same for the same seed. */
export function messageId(seed: string, issuer: Issuer): string {
  return `msg_${issuer}01${letters(`message ${seed}`, 22)}`;
}

/** `toolu_01` and 22 characters; `srvtoolu_01` for a tool that the service itself runs. */
export function toolUseId(seed: string, issuer: Issuer, runBy: 'client' | 'server' = 'client'): string {
  return `${runBy === 'server' ? 'srv' : ''}toolu_${issuer}01${letters(`tool ${seed}`, 22)}`;
}

/** `req_011C` and 20 characters: 24 after the prefix, nearly always beginning so. */
export function requestId(seed: string): string {
  return `req_011C${letters(`request ${seed}`, 20)}`;
}

/** A UUID as AWS gives each request. */
export function uuid(seed: string): string {
  const hex = drawn(seed, 32, HEX);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/**
 * So many letters that follow from the seed alone: two 32-bit hashes of it (FNV-1a) drive two xorshift
 * generators. Cheaper than a digest by far, and an id keeps no secret.
 */
export function letters(seed: string, count: number): string {
  return drawn(seed, count, BASE58);
}

/** Two at a time: most of the cost is in putting the characters together. */
function drawn(seed: string, count: number, pairs: readonly string[]): string {
  let a = 0x811c9dc5;
  let b = 0x01234567;
  for (let i = 0; i < seed.length; i++) {
    a = Math.imul(a ^ seed.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ seed.charCodeAt(i), 0x01000193);
  }
  let id = '';
  for (let i = 0; i < count; i += 2) {
    a = xorshift(a);
    b = xorshift(b);
    id += pairs[((a ^ (b << 1)) >>> 0) % pairs.length];
  }
  return id;
}

function xorshift(state: number): number {
  const one = state ^ (state << 13);
  const two = one ^ (one >>> 17);
  return two ^ (two << 5);
}
