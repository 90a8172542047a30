import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Identity, throwawayCa } from '../net/certificates.ts';
import { type TerminalOptions, type } from '../testbed/terminal.ts';

let folder = '';
let path = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-check-mock-'));
  path = join(folder, 'tools.json');
});
afterAll(() => rm(folder, { recursive: true }));

/** Starts the command on a free port, does something with the mock once it is announced, and interrupts it. */
async function during(
  args: readonly string[],
  act: (url: string) => Promise<void>,
  options: TerminalOptions = {},
) {
  const interrupt = new AbortController();
  const acted: Promise<void>[] = [];
  const onOutput = (text: string) => {
    const url = /^export ANTHROPIC_BASE_URL=(.*)$/m.exec(text)?.[1] ?? '';
    acted.push(act(url).finally(() => interrupt.abort()));
  };
  const typed = await type(['mock', '--port', '0', ...args], {
    ...options,
    interruption: interrupt.signal,
    onOutput,
  });
  expect(acted).toHaveLength(1);
  await Promise.all(acted);
  return { ...typed, stdout: typed.stdout.replaceAll(/:\d{2,5}(?=\b)/g, ':PORT') };
}

async function ask(url: string, text: string, body: object = {}, key = 'k'): Promise<string> {
  const response = await fetch(`${url}/v1/messages?beta=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01', 'x-api-key': key },
    body: JSON.stringify({
      model: 'claude-opus-5-5',
      max_tokens: 9,
      messages: [{ role: 'user', content: text }],
      ...body,
    }),
  });
  return `${response.status} ${await response.text()}`;
}

const refusal = async (args: readonly string[]) => {
  const { code, stdout, stderr } = await type(['mock', ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  return stderr.replaceAll(path, 'FILE');
};
const refusedFile = async (text: string) => {
  await writeFile(path, text);
  return refusal(['--scenario', path]);
};

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

test('a port that is taken, or is none, is refused with the way out', async () => {
  const taken = net.createServer();
  await new Promise<void>((resolve) => {
    taken.listen(0, '127.0.0.1', resolve);
  });
  const { port } = taken.address() as net.AddressInfo;
  expect(await refusal(['--port', String(port)])).toBe(
    `gateway-check: cannot listen on port ${port} of 127.0.0.1: the port is in use. Choose another with --port (0: any that is free) or --host.\n`,
  );
  taken.close();
  for (const wrong of ['http', '65536', '-1', '1.5', '']) {
    expect(await refusal(['--port', wrong])).toMatch(
      /^gateway-check: --port .*: Give a port from 1 to 65535/,
    );
  }
});

test('an address that others can reach is refused without a control token', async () => {
  for (const host of ['0.0.0.0', '::', '192.0.2.1', 'example.com']) {
    expect(await refusal(['--host', host, '--port', '0'])).toContain(
      `--host ${host}: others could reach the control API there. Give --control-token`,
    );
  }
  expect(await refusal(['--control-token', ''])).toBe(
    'gateway-check: --control-token: it is empty. Give a value, or leave the option out.\n',
  );
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

/** Options for a certificate and a key, written to files. */
async function served({ cert, key }: Identity): Promise<string[]> {
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  await writeFile(certFile, cert);
  await writeFile(keyFile, key);
  return ['--tls-cert', certFile, '--tls-key', keyFile];
}

test('serves TLS with a certificate that it is given', async () => {
  const authority = await throwawayCa();
  const options = await served(await authority.identityOf('127.0.0.1'));
  const { stdout } = await during(options, async (url) => {
    expect(await hello(url, authority.pem)).toBe(200);
  });
  expect(stdout).not.toContain('NODE_EXTRA_CA_CERTS');
});

test('certificates that cannot work are refused', async () => {
  const [{ anonymous: one }, { anonymous: another }] = await Promise.all([throwawayCa(), throwawayCa()]);
  const options = await served({ cert: one.cert, key: another.key });
  expect(await refusal(options)).toMatch(/--tls-key .*: not the key of the certificate/);
  expect(await refusal(options.slice(0, 2))).toMatch(/--tls-cert and --tls-key belong together/);
  expect(await refusal(await served({ cert: one.key, key: one.key }))).toMatch(/no usable PEM text/);
  const ca = join(folder, 'unwritten.pem');
  expect(await refusal([...(await served(one)), '--tls-ca-out', ca])).toMatch(
    /--tls-ca-out makes certificates of its own/,
  );
  expect(await refusal(['--tls-ca-out', join(folder, 'none', 'ca.pem')])).toMatch(/there is no folder/);
  await expect(readFile(ca)).rejects.toThrow('ENOENT');
});

test('a scenario file that cannot be read or is not JSON is refused with its line', async () => {
  expect(await refusal(['--scenario', join(folder, 'none.json')])).toMatch(
    /none.json: there is no such file/,
  );
  expect(await refusal(['--scenario', folder])).toMatch(/it is a folder/);
  expect(await refusedFile('[\n  {"answer": }\n]')).toMatch(/^gateway-check: --scenario FILE:2: not JSON: /);
});

test('a misspelt field is told with line, path and the field that was meant', async () => {
  expect(
    await refusedFile(`{
  "scenarios": [
    { "answer": { "message": { "content": [] } } },
    {
      "match": { "lastUserTxt": "hi" },
      "answer": {
        "mesage": { "content": [] }
      }
    }
  ]
}`),
  ).toBe(`gateway-check: --scenario:
  FILE:7: scenarios.1.answer.mesage: no such field (did you mean message?)
  FILE:5: scenarios.1.match.lastUserTxt: no such field (did you mean lastUserText?)
`);
});

test.each([
  [
    '[{ "answer": { "message": { "contents": [] } } }]',
    '0.answer.message.contents: no such field (did you mean content?)',
  ],
  ['[{ "answer": { "message": {} } }]', '0.answer.message.content: is missing'],
  [
    '[{ "answer": { "error": { "type": "t", "mesage": "m" }, "status": 400 } }]',
    '0.answer.error.mesage: no such field (did you mean message?)',
  ],
  ['[{ "answer": { "error": { "type": "t", "message": "m" } } }]', '0.answer.status: is missing'],
  [
    '[{ "answer": { "error": { "type": "t", "message": "m" }, "status": "400" } }]',
    '0.answer.status: Invalid input: expected number, received string',
  ],
  [
    '[{ "answer": { "steps": [{ "dely": 5 }] } }]',
    '0.answer.steps.0.dely: no such field (did you mean delay?)',
  ],
  [
    '[{ "answer": { "steps": [{ "event": "ping" }] } }]',
    '0.answer.steps.0.event: Invalid input: expected record, received string',
  ],
  [
    '[{ "answer": { "end": "crash" } }]',
    '0.answer.end: Invalid option: expected one of "cut"|"reset"|"stall"',
  ],
  ['[{ "match": {} }]', '0.answer: is missing'],
  ['[{ "answer": { "input_tokens": 1 }, "time": 1 }]', '0.time: no such field (did you mean times?)'],
  ['{ "scenarois": [] }', 'scenarois: no such field (did you mean scenarios?)'],
])('%s: %s', async (text, problem) => {
  expect(await refusedFile(text)).toBe(`gateway-check: --scenario:\n  FILE:1: ${problem}\n`);
});
