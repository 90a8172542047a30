import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_UPSTREAM, placeText } from '../place.ts';
import { DEFAULT_CONCURRENCY, DEFAULT_LIMITS } from '../run/conformance.ts';
import { type } from '../testbed/terminal.ts';
import { didYouMean } from './usage.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-check-usage-'));
  await writeFile(join(folder, 'no.pem'), 'not a certificate');
  await writeFile(join(folder, 'broken.pem'), '-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n');
});
afterAll(() => rm(folder, { recursive: true }));

const URL = 'http://127.0.0.1:9';

test.each([
  [['--jsn'], /unknown option '--jsn' \(did you mean --json\?\)|unknown option '--jsn'/],
  [['run', '--jsn', '-'], /unknown option '--jsn' \(did you mean --json\?\)\nSee: gateway-check run --help/],
  [['rnu'], /unknown command 'rnu' \(did you mean run\?\)\nSee: gateway-check --help/],
  [['run', URL, 'extra'], /too many arguments/],
  [['explain'], /missing required argument 'id'/],
  [
    ['explain', 'MSG-HRD-01'],
    /MSG-HRD-01 is neither a requirement nor a check \(did you mean MSG-HDR-01\?\)/,
  ],
  [['explain', 'messages/betas/every'], /did you mean messages\/betas\/every-value\?/],
  [['run', '--only', 'MSG-HRD-01'], /--only MSG-HRD-01 matches no check \(did you mean MSG-HDR-01\?\)/],
  [['run', '--skip', 'nothing/*'], /--skip nothing\/\* matches no check/],
  [['run', '--only', 'MSG-HDR-01', '--skip', '*'], /leave no check to run/],
  [['run', '--only', 'ERR-11'], /has no check: needs a real login\. See: gateway-check explain ERR-11/],
  [['list', '--only', 'nothing'], /--only nothing matches no check/],
  [['run', 'localhost:4000'], /url localhost:4000: Give .*, such as http:\/\/localhost:4000/],
  [['run', 'ftp://127.0.0.1'], /Give an http:\/\/ or https:\/\/ address/],
  [['run', `${URL}/v1/messages`], /without \/v1\/messages/],
  [['run', `${URL}/?beta=true`], /Leave the query and # out/],
  [['run', '--format', 'anthropc'], /no such format \(did you mean anthropic\?\)\. There are anthropic, /],
  [
    ['run', '--format', 'vertex', '--format', 'rock'],
    /--format rock: no such format\. There are .* and all\./,
  ],
  [['list', '--format', 'bedrok'], /--format bedrok: no such format \(did you mean bedrock\?\)/],
  [
    ['run', '--format', 'vertex', '--only', 'DISC-01'],
    /--only DISC-01: no such check applies to a relay in the format vertex\. Choose another --format, or/,
  ],
  [['run', '--contract', '2026-12'], /--contract 2026-12: .*did you mean 2026-11\?\)\. It knows 2026-11/],
  [['run', '--concurrency', '0'], /--concurrency 0: Give a whole number of at least 1/],
  [['run', '--rate', 'fast'], /Give a number above 0/],
  [['run', '--trace-bytes', '1k'], /--trace-bytes 1k: Give a whole number of at least 0/],
  [['run', '--trace-exchanges', 'few'], /--trace-exchanges few: Give a whole number of at least 0/],
  [['run', '--upstream', 'here'], /Give \[host:\]port/],
  [['run', '--upstream', '1', '--upstream', '2'], /--upstream 2: two ports for every format/],
  [['run', '--upstream', 'anthropic=1', '--upstream', 'anthropic=2'], /=2: two ports for anthropic/],
  [['run', '--upstream', '9001', '--upstream', 'anthropic=9001'], /One port serves every format: .* 9001\./],
  [
    ['run', '--upstream', 'bedrok=1'],
    /--upstream bedrok=1: no such format \(did you mean bedrock\?\)\. There are anthropic, /,
  ],
  [['run', '--upstream', 'bedrock=1'], /=1: bedrock is not checked\. Add --format bedrock/],
  [
    ['run', '--aws-access-key-id', 'AKID', '--aws-secret-access-key', 's'],
    /nothing that is checked here goes to AWS\. Add --format bedrock or/,
  ],
  [['run', '--upstream', 'anthropic=here'], /--upstream here: Give \[host:\]port/],
  [['run', '--upstream', '1', '--no-upstream'], /--upstream and --no-upstream exclude each other/],
  [['run', '--no-upstream', '--upstream', '1'], /--upstream and --no-upstream exclude each other/],
  [['run', '--header', 'no colon'], /Give 'name: value'/],
  [['run', '--api-key', 'a', '--auth-token', 'b'], /--api-key and --auth-token are both given/],
  [['run', '--ca', '/nowhere/ca.pem'], /--ca \/nowhere\/ca\.pem: there is no such file/],
  [['run', '--client-cert', 'a.pem'], /--client-cert and --client-key belong together/],
  [['run', '--target', '/nowhere/target.json'], /--target \/nowhere\/target\.json: there is no such file/],
  [['run', '--control-token', 't'], /--control-token goes with --upstream-url/],
  [['run', '--upstream-url', URL, '--upstream', '1'], /--upstream-url and --upstream exclude each other/],
  [['run', '--upstream-url', URL, '--no-upstream'], /--upstream-url and --no-upstream exclude/],
  [['run', '--upstream-url', URL, '--upstream-key', 'k'], /what its own --api-key says/],
  [['validate'], /missing required argument 'file'/],
])('%j is refused with a way out', async (argv, message) => {
  const { code, stdout, stderr } = await type(argv);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/ at .*[.:]\d+/);
  expect(stdout).toBe('');
  expect(code).toBe(2);
});

test('the defaults that the help tells are those of a run', async () => {
  const { stdout } = await type(['run', '--help']);
  const { timeout, gate, wait, recovery } = DEFAULT_LIMITS;
  const told = {
    timeout,
    gate,
    wait: wait / 1000,
    recovery: recovery / 1000,
    concurrency: DEFAULT_CONCURRENCY,
  };
  for (const [name, value] of Object.entries(told)) {
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      new RegExp(`--${name} <[^>]+> [^-]*\\(default: ${value}\\)`),
    );
  }
  expect(stdout).toContain(`(default: ${placeText(DEFAULT_UPSTREAM)})`);
});

test('every command has help with an example', async () => {
  const { stdout } = await type(['--help']);
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name ?? '');
  expect(commands).toEqual(expect.arrayContaining(['run', 'mock', 'list', 'explain', 'validate', 'faults']));
  for (const command of commands) {
    const help = await type([command, '--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toMatch(new RegExp(`Example:\\n {2}\\$ gateway-check ${command}`));
  }
});

test('no command at all shows the help', async () => {
  const { code, stderr } = await type([]);
  expect(stderr).toMatch(/^Usage: gateway-check[\s\S]*no command given\.\n$/);
  expect(code).toBe(2);
});

test('two credentials in the environment are refused; one on the command line goes before them', async () => {
  const env = { GATEWAY_CHECK_API_KEY: 'key-1', GATEWAY_CHECK_AUTH_TOKEN: 'token-1' };
  expect(await type(['run'], { env })).toMatchObject({
    code: 2,
    stderr: /GATEWAY_CHECK_AUTH_TOKEN are both/,
  });
  const told = await type(['run', '--api-key', 'key-2', '--only', 'MSG-HDR-01'], { env });
  expect(told.code).toBe(0);
});

test('a certificate file without a certificate, or with a broken one, is refused', async () => {
  for (const name of ['no.pem', 'broken.pem']) {
    const { code, stderr } = await type(['run', '--ca', join(folder, name)]);
    expect(stderr).toMatch(/no usable PEM text in it/);
    expect(code).toBe(2);
  }
});

test('a password in the url is refused and not repeated', async () => {
  const { code, stderr } = await type(['run', 'http://me:hunter2@gateway.example']);
  expect(stderr).toMatch(/Leave user and password out/);
  expect(stderr).not.toContain('hunter2');
  expect(code).toBe(2);
});

test('--json into a missing folder is refused before anything runs, and nothing is written', async () => {
  const path = join(folder, 'missing', 'report.json');
  const { code, stdout, stderr } = await type(['run', '--json', path]);
  expect(stderr).toBe(
    `gateway-check: --json ${path}: there is no folder ${join(folder, 'missing')}. Create it, or name another file.\n`,
  );
  expect(stdout).toBe('');
  expect(code).toBe(2);
  expect(await readdir(folder)).toEqual(['broken.pem', 'no.pem']);
});

test('--json that is a folder is refused', async () => {
  expect(await type(['run', '--json', folder])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/that is a folder/),
  });
});

test('a port in use is named, with the way out', async () => {
  const taken = net.createServer();
  await new Promise<void>((resolve) => {
    taken.listen(0, '127.0.0.1', resolve);
  });
  const { port } = taken.address() as net.AddressInfo;
  const both = ['--format', 'anthropic', '--format', 'bedrock'];
  for (const places of [
    [String(port)],
    ['0', '--upstream', `bedrock=${port}`],
    [`anthropic=${port}`, '--upstream', 'bedrock=0'],
  ]) {
    const { code, stderr } = await type(['run', URL, ...both, '--upstream', ...places]);
    expect(stderr).toMatch(`--upstream 127.0.0.1:${port}: cannot listen there, the port is in use.`);
    expect(code).toBe(2);
  }
  taken.close();
});

test('only a name that is close is suggested', () => {
  const names = ['--json', '--only', 'MSG-HDR-01'];
  expect(didYouMean('--jsom', names)).toBe(' (did you mean --json?)');
  expect(didYouMean('msg-hdr-1', names)).toBe(' (did you mean MSG-HDR-01?)');
  expect(didYouMean('MSG-', names)).toBe(' (did you mean MSG-HDR-01?)');
  expect(didYouMean('something else', names)).toBe('');
});
