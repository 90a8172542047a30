import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { throwawayCa } from '../net/certificates.ts';
import { ask, during } from '../testbed/mocking.ts';

let folder = '';
let path = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-check-mock-'));
  path = join(folder, 'tools.json');
});
afterAll(() => rm(folder, { recursive: true }));

test('prints what to type, serves, logs a line a request and ends with 0 when interrupted', async () => {
  const { code, stdout, stderr } = await during([], async (url) => {
    expect(await ask(url, 'hello')).toMatch(/^200 .*"text":"hello"/);
    await fetch(`${url}/v1/models?limit=1000&token=secret-token-4711`);
    await fetch(`${url}/nowhere`);
  });
  expect(stdout).toBe(`# The mock listens on http://127.0.0.1:PORT. In the shell of Claude Code:
export ANTHROPIC_BASE_URL=http://127.0.0.1:PORT
export ANTHROPIC_API_KEY=any-key-is-good
export CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1
claude
`);
  expect(stderr).toBe(`POST /v1/messages claude-opus-5-5 200 default
GET /v1/models 200 default
GET /nowhere 404 refused: Not Found
`);
  expect(code).toBe(0);
});

test('what a newer client may send passes with one warning, and is refused with --strict', async () => {
  const newer = async (url: string) => {
    await ask(url, 'one', { invented_field: 1 });
    await ask(url, 'two', { invented_field: 2 });
  };
  expect((await during([], newer)).stderr).toBe(
    `warning: invented_field: Extra inputs are not permitted (refused with --strict)
POST /v1/messages claude-opus-5-5 200 default
POST /v1/messages claude-opus-5-5 200 default
`,
  );
  expect((await during(['--strict'], newer)).stderr).toBe(
    'POST /v1/messages claude-opus-5-5 400 refused: invented_field: Extra inputs are not permitted\n'.repeat(
      2,
    ),
  );
});

test('plays what a prompt asks for when it is to rehearse, and says that it was the prompt', async () => {
  const prompt = 'gateway-check answer: {"status":529,"error":{"type":"overloaded_error","message":"Busy."}}';
  const { stderr } = await during(['--strict', '--rehearse'], async (url) => {
    expect(await ask(url, prompt)).toMatch(/^529 .*"message":"Busy\."/);
  });
  expect(stderr).toBe('POST /v1/messages claude-opus-5-5 529 prompt\n');
  const { stderr: without } = await during([], async (url) => {
    expect(await ask(url, prompt)).toMatch(/^200 /);
  });
  expect(without).toBe('POST /v1/messages claude-opus-5-5 200 default\n');
});

test('remembers prompts only when it is to be like life', async () => {
  const twice = async (url: string) => {
    const system = [
      { type: 'text', text: 'Mind the gap. '.repeat(1_000), cache_control: { type: 'ephemeral' } },
    ];
    await ask(url, 'one', { system });
    return await ask(url, 'two', { system });
  };
  const readBy = async (args: string[]) => {
    let read = '';
    await during(args, async (url) => {
      read = /"cache_read_input_tokens":(\d+)/.exec(await twice(url))?.[1] ?? '';
    });
    return Number(read);
  };
  expect(await readBy([])).toBe(0);
  expect(await readBy(['--lifelike'])).toBeGreaterThan(1_024);
});

test('demands the key it is given, prints it to be copied and nowhere else', async () => {
  const key = "it's a key";
  const { stdout, stderr } = await during(['--api-key', key], async (url) => {
    expect(await ask(url, 'hi', {}, 'another')).toMatch(/^401 .*invalid x-api-key/);
    expect(await ask(url, 'hi', { model: key }, key)).toMatch(/^200/);
  });
  expect(stdout).toContain(`export ANTHROPIC_API_KEY='it'\\''s a key'\n`);
  expect(stderr).toContain('401 refused: invalid x-api-key');
  expect(stderr).not.toContain(key);
});

test('a key from the environment is demanded and not shown', async () => {
  const env = { GATEWAY_CHECK_API_KEY: 'a-key-from-the-environment' };
  const { stdout } = await during(
    [],
    async (url) => expect(await ask(url, 'hi', {}, 'another')).toMatch(/^401/),
    { env },
  );
  expect(stdout).toContain('export ANTHROPIC_API_KEY="$GATEWAY_CHECK_API_KEY"\n');
});

test('plays the scenarios of all files in order, and names what it played', async () => {
  const say = (text: string) => ({ message: { content: [{ type: 'text', text }] } });
  const more = join(folder, 'more.json');
  await writeFile(path, JSON.stringify([{ match: { lastUserText: 'rare' }, answer: say('from a list') }]));
  const scenarios = [{ name: 'the rest', answer: say('from an object') }, { answer: { end: 'reset' } }];
  await writeFile(more, JSON.stringify({ scenarios }));
  const { stderr } = await during(['--scenario', path, '--scenario', more], async (url) => {
    expect(await ask(url, 'a rare case')).toContain('from a list');
    expect(await ask(url, 'a common case')).toContain('from an object');
  });
  expect(stderr).toBe(`POST /v1/messages claude-opus-5-5 200 scenario: tools.json 0
POST /v1/messages claude-opus-5-5 200 scenario: the rest
`);
});

test('a scenario without an answer for the client is logged as such', async () => {
  await writeFile(path, '[{ "name": "gone", "answer": { "end": "reset" } }]');
  const { stderr } = await during(['--scenario', path], async (url) => {
    await expect(ask(url, 'hi')).rejects.toThrow();
  });
  expect(stderr).toBe('POST /v1/messages claude-opus-5-5 no answer scenario: gone\n');
});

test('what a client sends cannot write to the terminal', async () => {
  const { stderr } = await during([], async (url) => {
    await ask(url, 'hi', { model: '\u001b[2Jclaude' });
    await ask(url, 'hi', { model: 'x'.repeat(5_000) });
  });
  expect(stderr).toContain('\\u{1b}[2Jclaude');
  for (const line of stderr.split('\n')) expect(line.length).toBeLessThan(400);
});

test.each(['option', 'environment'])('with a control token from the %s it listens anywhere', async (from) => {
  const token = 'control-token-4711';
  const [more, env] =
    from === 'option' ? [['--control-token', token], {}] : [[], { GATEWAY_CHECK_CONTROL_TOKEN: token }];
  const { stdout, stderr } = await during(
    ['--host', '0.0.0.0', ...more],
    async (url) => expect(await ask(url, 'hello')).toMatch(/^200/),
    { env },
  );
  expect(stdout).toContain('listens on http://0.0.0.0:PORT.');
  expect(stdout).toContain('export ANTHROPIC_BASE_URL=http://127.0.0.1:PORT\n');
  expect(stdout + stderr).not.toContain(token);
});

/** Status of `HEAD /api/hello` over TLS, for a client that trusts this CA alone. */
const hello = (url: string, ca: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const request = https.request(`${url}/api/hello`, { method: 'HEAD', ca, agent: false });
    request.on('response', ({ statusCode }) => resolve(statusCode)).on('error', reject);
    request.end();
  });

test('serves TLS with a throwaway CA, and tells the client to trust it', async () => {
  const ca = join(folder, 'ca.pem');
  const { stdout } = await during(['--tls-ca-out', ca], async (url) => {
    // The file is there once the lines are.
    expect(await hello(url, await readFile(ca, 'utf8'))).toBe(200);
    expect(await ask(url.replace('https:', 'http:'), 'hi')).toMatch(/^200/);
  });
  expect(stdout).toContain('export ANTHROPIC_BASE_URL=https://127.0.0.1:PORT\n');
  expect(stdout).toContain(`export NODE_EXTRA_CA_CERTS=${ca}\n`);
});

test('serves TLS with a certificate that it is given', async () => {
  const authority = await throwawayCa();
  const { cert, key } = await authority.identityOf('127.0.0.1');
  const files = [join(folder, 'cert.pem'), join(folder, 'key.pem')] as const;
  await writeFile(files[0], cert);
  await writeFile(files[1], key);
  const { stdout } = await during(['--tls-cert', files[0], '--tls-key', files[1]], async (url) => {
    expect(await hello(url, authority.pem)).toBe(200);
  });
  expect(stdout).not.toContain('NODE_EXTRA_CA_CERTS');
});
