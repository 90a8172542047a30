import { createHash } from 'node:crypto';
import type { JsonObject } from '../../wire/scenario.ts';

/** Seconds; what Google answers for a fresh token. */
const LIFETIME = 3_599;
const START = 'ya29.c.';
/** How many letters of a token stand for its account; the rest is made of them, by which it is known again. */
const ACCOUNT = 22;
const LENGTH = 43;

/** A made-up access token in Google's form, the same for the same account. */
export function accessToken(account: string): JsonObject {
  const letters = hash(account).slice(0, ACCOUNT);
  return { access_token: START + letters + proofOf(letters), expires_in: LIFETIME, token_type: 'Bearer' };
}

/** Whether a mock has given this token out. */
export function isAccessToken(token: string): boolean {
  const letters = token.slice(START.length, START.length + ACCOUNT);
  return token === START + letters + proofOf(letters);
}

function proofOf(letters: string): string {
  return hash(`given out ${letters}`).slice(0, LENGTH - ACCOUNT);
}

function hash(text: string): string {
  return createHash('sha256').update(`access token ${text}`).digest('base64url');
}
