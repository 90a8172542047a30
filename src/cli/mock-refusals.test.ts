import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { throwawayCa } from '../net/certificates.ts';
import { type } from '../testbed/terminal.ts';

let folder = '';
let path = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-check-mock-'));
  path = join(folder, 'tools.json');
});
afterAll(() => rm(folder, { recursive: true }));

/** What is said when the command does not start. */
const refusal = async (args: readonly string[]) => {
  const { code, stdout, stderr } = await type(['mock', ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  return stderr.replaceAll(path, 'FILE');
};
const refusedFile = async (text: string) => {
  await writeFile(path, text);
  return refusal(['--scenario', path]);
};

/** Writes a text to a file of this name. @returns its path */
const written = async (name: string, text: string) => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

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

test('certificates that cannot work are refused', async () => {
  const [{ anonymous: one }, { anonymous: another }] = await Promise.all([throwawayCa(), throwawayCa()]);
  const [cert, key] = [await written('cert.pem', one.cert), await written('key.pem', one.key)];
  const foreign = await written('foreign.pem', another.key);
  expect(await refusal(['--tls-cert', cert, '--tls-key', foreign])).toMatch(
    /--tls-key .*: not the key of the certificate/,
  );
  expect(await refusal(['--tls-cert', cert])).toMatch(/--tls-cert and --tls-key belong together/);
  expect(await refusal(['--tls-cert', key, '--tls-key', key])).toMatch(/no usable PEM text/);
  const ca = join(folder, 'unwritten.pem');
  expect(await refusal(['--tls-cert', cert, '--tls-key', key, '--tls-ca-out', ca])).toMatch(
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

test('half a key pair is refused, and variables alone are none', async () => {
  expect(await refusal(['--aws-secret-access-key', 'secret-4711'])).toBe(
    'gateway-check: --aws-secret-access-key belongs to a key pair: give --aws-access-key-id, too.\n',
  );
  expect(await refusal(['--aws-access-key-id', 'AKIDEXAMPLE'])).toBe(
    'gateway-check: --aws-access-key-id: its secret is missing. Give --aws-secret-access-key, or set AWS_SECRET_ACCESS_KEY.\n',
  );
  expect(await refusal(['--aws-access-key-id', '', '--aws-secret-access-key', 's'])).toMatch(/it is empty/);
});
