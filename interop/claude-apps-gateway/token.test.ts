import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { developerToken } from './token.ts';

test('a token is signed with the secret, for a developer in the group', () => {
  const [header = '', claims = '', signature] = developerToken('a secret', 'staff', 1_000).split('.');
  expect(signature).toBe(createHmac('sha256', 'a secret').update(`${header}.${claims}`).digest('base64url'));
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: 'HS256', typ: 'JWT' });
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
    groups: ['staff'],
    aud: 'claude-gateway',
    iat: 1_000,
    exp: 29_800,
  });
});

test.each(['anthropic', 'bedrock', 'vertex'])('its issuer is the public URL to %s', async (route) => {
  const file = new URL(`gateway.${route}.yaml`, import.meta.url);
  const [, url] = /public_url: (\S+)/.exec(await readFile(file, 'utf8')) ?? [];
  const [, claims = ''] = developerToken('a secret', 'staff').split('.');
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ iss: url });
});
