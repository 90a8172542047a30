import { createHash } from 'node:crypto';
import type { JsonObject } from '../../wire/scenario.ts';

/** Seconds; what Google answers for a fresh token. */
const LIFETIME = 3_599;

/** A made-up access token in Google's form, the same for the same account. */
export function accessToken(account: string): JsonObject {
  const letters = createHash('sha256').update(`access token ${account}`).digest('base64url');
  return { access_token: `ya29.c.${letters}`, expires_in: LIFETIME, token_type: 'Bearer' };
}
