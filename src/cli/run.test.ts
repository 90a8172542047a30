import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { betas } from '../mock/layers/betas.ts';
import { managed } from '../mock/layers/credentials.ts';
import type { Middleware } from '../mock/middleware.ts';
import { startMock } from '../mock/server.ts';
import { throwawayCa } from '../net/certificates.ts';
import { type, typeBehind } from '../testbed/terminal.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-check-run-'));
});
afterAll(() => rm(folder, { recursive: true }));

const servers: net.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server on a free port; its base URL. */
async function serve(server: net.Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
}

const page: http.RequestListener = (_, res) => {
  res.writeHead(200, { 'content-type': 'text/html' }).end('<title>Sign in</title>');
};
const ok: http.RequestListener = (_, res) => {
  res.writeHead(200, { 'content-type': 'application/json' }).end('{"type":"message"}');
};
const noBetas = betas(() => []);
const ONE = ['--only', 'messages/betas/every-value'];
/** Asks once, on a port that the system chooses. */
const ONCE = ['--wait', '0', '--upstream', '0'];

test('without url it checks the reference gateway, says so, and is quiet about what passed', async () => {
  const { code, stdout, stderr } = await type(['run']);
  expect(stderr).toBe('No url given: checking the built-in reference gateway.\n');
  expect(stdout).toMatch(/^(skipped \d+: .*\n)+MUST +\d+ pass, 0 fail/);
  expect(stdout).toMatch(
    /\nconforming: http:.*, seen from the client and the upstream, \d+ checks in [\d.]+ s, seed \d+\n$/,
  );
  expect(code).toBe(0);
});

test('a gateway that speaks another API to its provider is told so, and not that nothing arrived', async () => {
  const converse: Middleware = (request, next) => next({ ...request, target: '/model/m/converse' });
  const { code, stdout } = await typeBehind([converse], ONE);
  expect(code).toBe(3);
  const said = stdout.replaceAll(/\s+/g, ' ');
  expect(said).toContain('the gateway sent it on as POST /model/m/converse, which is no call of a model');
  expect(said).not.toMatch(/nothing arrived/i);
});

test('a filtered run is partial, and from the outside only it says what is not visible', async () => {
  const filtered = await type(['run', '--only', 'MSG-HDR-*']);
  expect(filtered).toMatchObject({ code: 0, stdout: expect.stringMatching(/\npartial: /) });
  const outside = await type(['run', '--no-upstream', ...ONE]);
  expect(outside.stdout).toMatch(/not visible without the recording upstream/);
  expect(outside).toMatchObject({
    code: 3,
    stdout: expect.stringMatching(/\nuntested: .*seen from the client only/),
  });
});

test('from the outside, what may be billed is said before and after, and is one amount for all formats', async () => {
  const two = ['run', '--no-upstream', '--format', 'anthropic', '--format', 'vertex', '--only', 'GEN-EP-02'];
  const { stdout, stderr } = await type(two);
  expect(stderr).toMatch(/It may use 50 billable requests at most/);
  expect(stdout).toMatch(/^billable requests: \d+ of at most 50$/m);
  const once = await type([...two, '--max-billable', '1', '--json', '-']);
  const report = JSON.parse(once.stdout);
  expect(report.billable).toEqual({ limit: 1, used: 1 });
  expect(report.results[0]).toMatchObject({
    status: 'skip',
    reason: expect.stringMatching(/--max-billable/),
  });
  expect(report.stopped.reason).toMatch(/^vertex: .*--max-billable/);
});

test('a gateway that drops a header fails, with the way to repeat that one check', async () => {
  const { code, stdout } = await typeBehind(
    [noBetas],
    [...ONE, '--seed', '7', '--auth-token', 'secret-token-1'],
  );
  expect(stdout).toMatch(/^FAIL {2}messages\/betas\/every-value/);
  expect(stdout).toMatch(/not-conforming: /);
  expect(stdout).toMatch(
    /repeat {4}gateway-check run http:\S+ --auth-token '\[redacted\]' --upstream 0 --only messages\/betas\/every-value --seed 7\n/,
  );
  expect(stdout).not.toContain('secret-token-1');
  expect(code).toBe(1);
});

test('the same seed gives the same report but for times', async () => {
  const run = async () => (await typeBehind([noBetas], [...ONE, '--seed', 'same'])).stdout.split('\n');
  const [first, second] = [await run(), await run()];
  const seen = (lines: string[]) => lines.filter((line) => /expected|actual/.test(line));
  expect(seen(first).length).toBeGreaterThan(0);
  expect(seen(first)).toEqual(seen(second));
});

test('--json writes the report whole, beside the console report, over the one before', async () => {
  const path = join(folder, 'report.json');
  await writeFile(path, 'old');
  const { code, stdout } = await type(['run', ...ONE, '--json', path]);
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ schema: 'gateway-check/report@1' });
  expect(await readdir(folder)).toEqual(['report.json']);
  expect(stdout).toMatch(/partial: /);
  expect(code).toBe(0);
});

test('a terminal gets colours and a running line, unless NO_COLOR is set', async () => {
  const coloured = await type(['run', ...ONE], { isTTY: true });
  expect(coloured.stdout).toContain('\u001b[33mpartial\u001b[0m');
  expect(coloured.stderr).toContain('1/1  messages/betas/every-value');
  const plain = await type(['run', ...ONE], { isTTY: true, env: { NO_COLOR: '1' } });
  expect(plain.stdout).not.toContain('\u001b');
});

test('nobody listening: says what was tried and asks whether it runs; exit code 3', async () => {
  const server = net.createServer();
  const url = await serve(server);
  await new Promise((resolve) => server.close(resolve));
  const { code, stdout } = await type(['run', url, ...ONCE]);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    `Stopped: POST ${url}/v1/messages?beta=true: the target could not be reached (ECONNREFUSED). Is it running, and is the address right? untested: ${url}`,
  );
  expect(code).toBe(3);
});

test.each([
  [
    'does not speak HTTP',
    net.createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')),
    /does not speak HTTP/,
  ],
  [
    'answers HTML',
    http.createServer(page),
    /with an HTML page \(titled "Sign in"\)\. Is this the API address/,
  ],
  [
    'is not wired to the upstream',
    http.createServer(ok),
    /nothing arrived at the recording upstream\. Point the gateway's provider URL at http:\/\/127\.0\.0\.1:\d+, or use --no-upstream/,
  ],
  [
    'fails',
    http.createServer((_, res) => res.writeHead(502).end('bad gateway')),
    /answered 502: bad gateway/,
  ],
  [
    'refuses the credential',
    http.createServer((_, res) => res.writeHead(401).end()),
    /refused the credential in x-api-key with 401\. Give the one it accepts: --api-key/,
  ],
])('a url that %s: one message, exit code 3, also in the JSON', async (_, server, message) => {
  const url = await serve(server);
  const shown = await type(['run', url, ...ONCE]);
  expect(shown.stdout.replaceAll(/\s+/g, ' ')).toMatch(message);
  expect(shown.stdout.match(/\n/g)?.length).toBeLessThan(8);
  expect(shown.code).toBe(3);
  const { stdout, code } = await type(['run', url, ...ONCE, '--json', '-']);
  expect(JSON.parse(stdout)).toMatchObject({
    stopped: { why: 'unproven' },
    summary: { verdict: 'untested' },
    results: [],
  });
  expect(code).toBe(3);
});

test('https to a server that does not speak TLS is told from a bad certificate', async () => {
  const url = await serve(http.createServer(ok));
  const { code, stdout } = await type(['run', url.replace('http:', 'https:'), ...ONCE]);
  expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/does not speak TLS .*http:\/\//);
  expect(code).toBe(3);
});

test('a target that does not speak HTTP/2 is told so with --http2; exit code 3', async () => {
  const url = await serve(http.createServer(ok));
  const { code, stdout } = await type(['run', url, ...ONCE, '--http2']);
  expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
    /what answers there does not speak HTTP\/2 \(ERR_HTTP2_ERROR\)\. Leave --http2 out: no rule asks a gateway for it\./,
  );
  expect(code).toBe(3);
});

test('with --http2 the requests go over HTTP/2, and so do those of the repeat', async () => {
  const { code, stdout } = await typeBehind([noBetas], [...ONE, '--http2', '--json', '-']);
  const [{ exchanges, repeat }] = JSON.parse(stdout).results;
  expect(exchanges[0].requestLine).toBe('POST /v1/messages?beta=true HTTP/2');
  expect(repeat).toContain(' --http2 ');
  expect(code).toBe(1);
});

test('a certificate of an unknown authority is explained, and trusted with --ca', async () => {
  const ca = await throwawayCa();
  await using mock = await startMock({ tls: ca });
  const url = mock.url.replace('http:', 'https:');
  const outside = ['--no-upstream', '--wait', '0', '--only', 'GEN-EP-05'];
  const refused = await type(['run', url, ...outside]);
  expect(refused.stdout.replaceAll(/\s+/g, ' ')).toMatch(
    /the TLS certificate was not accepted \([A-Z_]+\)\. For a private CA give its certificate with --ca <file>\./,
  );
  expect(refused.code).toBe(3);
  const path = join(folder, 'ca.pem');
  await writeFile(path, ca.pem);
  const trusted = await type(['run', url, ...outside, '--ca', path]);
  await rm(path);
  expect(trusted).toMatchObject({ code: 0, stdout: expect.stringMatching(/\npartial: https:/) });
  expect(trusted.stderr).toMatch(/Judged from the outside only\. .*may reach a real provider and be billed/);
});

test('what is to be set names the public address of the upstream, when given', async () => {
  const url = await serve(http.createServer(ok));
  const { stdout } = await type(['run', url, ...ONCE, '--upstream-public', 'http://checker.internal:8788']);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('provider URL at http://checker.internal:8788,');
});

test('an upstream that demands a key takes it, and that key is in no report', async () => {
  const provider = 'the-upstream-key-1';
  const gateway = managed({ accepted: ['dev-key-0001'], provider });
  const options = ['--api-key', 'dev-key-0001', '--traces', '--json', '-', '--only', 'messages/version/*'];
  const right = await typeBehind([gateway], [...options, '--upstream-key', provider]);
  expect(right.code).toBe(0);
  expect(right.stdout).not.toMatch(/the-upstream-key-1|dev-key-0001/);
  const wrong = await typeBehind([gateway], [...options, '--upstream-key', 'another-key-2', '--wait', '0']);
  expect(wrong.code).toBe(3);
  expect(JSON.parse(wrong.stdout).stopped.reason).toMatch(/did arrive at the upstream, which answered 401/);
});

test('^C reports what was found so far, exit code 130', async () => {
  const stop = new AbortController();
  let requests = 0;
  const interrupted: Middleware = (request, next) => {
    requests += 1;
    if (requests === 40) stop.abort();
    return next(request);
  };
  const { code, stdout } = await typeBehind([interrupted, noBetas], ['--json', '-', '--concurrency', '1'], {
    interruption: stop.signal,
  });
  const report = JSON.parse(stdout);
  expect(report.stopped).toEqual({ why: 'interrupted', reason: 'interrupted' });
  expect(report.results.length).toBeGreaterThan(0);
  expect(code).toBe(130);
});

test('a mock that already runs is the upstream as well', async () => {
  await using mock = await startMock({ controlToken: 'control-token-1' });
  const remote = ['--upstream-url', mock.url, '--json', '-', '--traces'];
  const { code, stdout } = await type(['run', ...remote, '--control-token', 'control-token-1']);
  expect(JSON.parse(stdout).summary.verdict).toBe('conforming');
  expect(stdout).not.toContain('control-token-1');
  expect(code).toBe(0);
  const refused = await type(['run', ...remote, '--control-token', 'another']);
  expect(refused).toMatchObject({ code: 3, stdout: '' });
  expect(refused.stderr).toMatch(/--upstream-url: .* Give its token with --control-token\./);
});

test('a mock that does not run is said so; exit code 3', async () => {
  const { code, stdout, stderr } = await type(['run', '--upstream-url', 'http://127.0.0.1:9']);
  expect(stderr).toMatch(
    /--upstream-url: http:\/\/127\.0\.0\.1:9 cannot be reached: .*Is gateway-check mock running/,
  );
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
});

test('with a key pair the upstream demands signatures, and the secret is in no report', async () => {
  const secret = 'the-secret-of-the-pair-1';
  const pair = ['--aws-access-key-id', 'AKIDEXAMPLE', '--aws-secret-access-key', secret];
  const options = ['--format', 'bedrock', '--only', 'bedrock/endpoints/*', '--only', 'bedrock/credential/*'];
  const signs = await type(['run', ...options, ...pair, '--json', '-', '--traces']);
  expect(signs.code).toBe(0);
  expect(signs.stdout).toContain('AWS4-HMAC-SHA256');
  expect(signs.stdout).not.toContain(secret);
  const unsigned = await typeBehind([], [...options, ...pair, '--wait', '0']);
  expect(unsigned.code).toBe(3);
  expect(unsigned.stdout).toContain('did\n  arrive at the upstream, which answered 403');
  expect((await type(['run', '--aws-access-key-id', 'AKID'])).stderr).toContain('its secret is missing');
  const both = await type(['run', ...options, ...pair, '--upstream-url', 'http://127.0.0.1:9']);
  expect(both.stderr).toContain('a running mock demands');
});
