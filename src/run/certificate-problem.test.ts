import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { throwawayCa } from '../net/certificates.ts';
import { Client } from '../net/client.ts';
import { Journal } from '../net/journal.ts';
import { certificateProblem } from './certificate-problem.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

test('a server that ends the handshake for want of a client certificate is told from a bad one of its own', async () => {
  const ca = await throwawayCa();
  const server = createServer({ ...ca.anonymous, ca: ca.pem, requestCert: true });
  ends.push(() => server.close());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const base = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const client = new Client({ base, journal: new Journal(), timeout: 5_000, ca: ca.pem });
  ends.push(() => client.close());
  const { ended } = client.send({ method: 'GET', target: '/', headers: [], operation: 'other' });
  expect(certificateProblem((await ended).detail ?? '')).toMatch(
    /^the target demands a client certificate \(ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED\)\. Give it/,
  );
});

test.each([
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', /did not accept the client certificate/],
  ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', /did not accept the client certificate/],
  ['CERT_HAS_EXPIRED', /has expired/],
  ['CERT_NOT_YET_VALID', /not valid yet/],
  ['ERR_TLS_CERT_ALTNAME_INVALID, for DNS:a.example', /for another name \(.*, for DNS:a\.example\)/],
  ['SELF_SIGNED_CERT_IN_CHAIN', /--ca <file>/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /--ca <file>/],
])('%s has a way out of its own', (code, text) => {
  expect(certificateProblem(code)).toMatch(text);
});

test('what is no problem of a certificate is left to others', () => {
  expect(certificateProblem('ECONNREFUSED')).toBeUndefined();
  expect(certificateProblem('EPROTO')).toBeUndefined();
});
