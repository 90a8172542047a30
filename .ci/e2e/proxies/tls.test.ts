import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMock } from '../../../src/mock/server.ts';
import type { Identity } from '../../../src/net/certificates.ts';
import { type Typed, type } from '../../../src/testbed/terminal.ts';
import { nginx, tuned } from '../nginx.ts';
import { type PrivateCa, privateCa } from './private-ca.ts';

let folder = '';
let ca: PrivateCa;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-check-tls-'));
  ca = await privateCa();
  await file('ca.pem', ca.pem);
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

/** The files of a certificate and of its key. */
async function files(name: string, { cert, key }: Identity): Promise<readonly [cert: string, key: string]> {
  return [await file(`${name}.pem`, cert), await file(`${name}.key`, key)];
}

interface Setting {
  readonly identity: Identity;
  /** The authority of the clients' certificates, which are then demanded. */
  readonly clientCa?: string;
}

/** Runs the checks, from the command line, against a tuned nginx that terminates TLS. */
async function checked({ identity, clientCa }: Setting, options: readonly string[]): Promise<Typed> {
  const [cert, key] = await files('server', identity);
  const clients = clientCa ? `ssl_client_certificate ${clientCa}; ssl_verify_client on;` : '';
  const server = `ssl_certificate ${cert}; ssl_certificate_key ${key}; ${clients}`;
  await using mock = await startMock();
  await using proxy = await nginx(await tuned(), { server, listen: 'ssl' })(mock.url);
  const url = proxy.url.replace('http:', 'https:');
  return await type(['run', url, '--upstream-url', mock.url, '--wait', '0', ...options]);
}

/** Expects that nothing was proven, for one reason, in words that a terminal may have wrapped. */
function expectRefused({ code, stdout }: Typed, reason: RegExp): void {
  expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(reason);
  expect(code).toBe(3);
}

const HERE = { names: ['127.0.0.1', 'localhost'] };
const trusting = () => ['--ca', join(folder, 'ca.pem')];

test.each(['anthropic', 'bedrock', 'vertex'])(
  'nginx that terminates TLS under a private CA conforms, %s',
  async (format) => {
    const identity = await ca.issue(HERE);
    const { code, stdout } = await checked({ identity }, [...trusting(), '--format', format, '--json', '-']);
    expect(JSON.parse(stdout).summary).toMatchObject({ verdict: 'conforming', must: { fail: 0, error: 0 } });
    expect(code).toBe(0);
  },
);

test('nginx that demands client certificates conforms to who has one', async () => {
  const [cert, key] = await files('developer', await ca.issue({ names: ['developer'] }));
  const setting = { identity: await ca.issue(HERE), clientCa: join(folder, 'ca.pem') };
  const own = ['--client-cert', cert, '--client-key', key];
  const { code, stdout } = await checked(setting, [...trusting(), ...own, '--json', '-']);
  expect(JSON.parse(stdout).summary.verdict).toBe('conforming');
  expect(code).toBe(0);
});

test('without the CA its certificate is not accepted', async () => {
  const typed = await checked({ identity: await ca.issue(HERE) }, []);
  expectRefused(
    typed,
    /the TLS certificate was not accepted \([A-Z_]+\)\. For a private CA .* --ca <file>\./,
  );
});

test.each(['', '--http2'])('an expired certificate is named %s', async (http2) => {
  const identity = await ca.issue({ ...HERE, endsIn: -1 });
  const typed = await checked({ identity }, [...trusting(), ...(http2 ? [http2] : [])]);
  expectRefused(typed, /has expired \(CERT_HAS_EXPIRED\)\. Renew it/);
});

test.each(['', '--http2'])(
  'a certificate for another name is named, and so is that name %s',
  async (http2) => {
    const identity = await ca.issue({ names: ['gateway.example.com'] });
    const typed = await checked({ identity }, [...trusting(), ...(http2 ? [http2] : [])]);
    expectRefused(
      typed,
      /is for another name \(ERR_TLS_CERT_ALTNAME_INVALID, for DNS:gateway\.example\.com\)\. Give the address under/,
    );
  },
);

test('a missing client certificate is named', async () => {
  const setting = { identity: await ca.issue(HERE), clientCa: join(folder, 'ca.pem') };
  expectRefused(
    await checked(setting, trusting()),
    /demands a client certificate \(400, titled "400 No required SSL certificate was sent"\)\. Give one .* --client-cert/,
  );
});

test('a client certificate of another authority is named', async () => {
  const setting = { identity: await ca.issue(HERE), clientCa: join(folder, 'ca.pem') };
  const stranger = await privateCa();
  const [cert, key] = await files('stranger', await stranger.issue({ names: ['developer'] }));
  expectRefused(
    await checked(setting, [...trusting(), '--client-cert', cert, '--client-key', key]),
    /did not accept the client certificate \(400, titled "400 The SSL certificate error"\)\. Give one/,
  );
});
