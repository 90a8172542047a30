import { createHmac } from 'node:crypto';

/** What the configuration has as `public_url`: the gateway takes tokens of no other issuer. */
const ISSUER = 'https://claude-gateway.internal.example.com';
/** Made when a run of many gateways begins, used when it is this one's turn. */
const SECONDS = 8 * 3_600;

/**
 * The token that the gateway gives a developer who has signed in, made without signing in.
 * @param secret its `jwt_secret`
 * @param group of the organisation that the developer is in
 * @param now seconds since 1970
 */
export function developerToken(secret: string, group: string, now = Math.floor(Date.now() / 1_000)): string {
  const claims = {
    sub: `developer-in-${group}`,
    email: `${group}@example.com`,
    groups: [group],
    aud: 'claude-gateway',
    iss: ISSUER,
    iat: now,
    exp: now + SECONDS,
  };
  const signed = [{ alg: 'HS256', typ: 'JWT' }, claims].map(encoded).join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function encoded(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
