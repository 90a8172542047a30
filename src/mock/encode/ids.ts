import { createHash } from 'node:crypto';

/** Real ids use base 58: digits and letters without `0`, `O`, `I` and `l`. */
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** `msg_01` and 22 characters, the same for the same seed. */
export function messageId(seed: string): string {
  return `msg_01${letters(`message ${seed}`, 22)}`;
}

/** `toolu_01` and 22 characters; `srvtoolu_01` for a tool that the service itself runs. */
export function toolUseId(seed: string, runBy: 'client' | 'server' = 'client'): string {
  return `${runBy === 'server' ? 'srv' : ''}toolu_01${letters(`tool ${seed}`, 22)}`;
}

/** `req_011C` and 20 characters: 24 after the prefix, nearly always beginning so. */
export function requestId(seed: string): string {
  return `req_011C${letters(`request ${seed}`, 20)}`;
}

/** A made-up signature for a thinking block: base64 that means nothing. */
export function signature(seed: string): string {
  return createHash('sha512').update(`signature ${seed}`).digest('base64');
}

function letters(seed: string, count: number): string {
  const digest = createHash('sha256').update(seed).digest();
  let id = '';
  for (let i = 0; i < count; i++) id += BASE58[(digest[i] ?? 0) % 58];
  return id;
}
