import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { betas } from '../mock/layers/betas.ts';
import { type, typeBehind } from '../testbed/terminal.ts';
import { loadTarget, targetSchema } from './target-file.ts';

let path = '';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-check-target-'));
  path = join(folder, 'target.json');
});
afterAll(() => rm(folder, { recursive: true }));

const refusal = async (text: string, env: { readonly [name: string]: string } = {}) => {
  await writeFile(path, text);
  const { code, stdout, stderr } = await type(['run', '--target', path], { env });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  return stderr.replaceAll(path, 'FILE');
};

test('the published schema is that of the code; write it with vitest -u', async () => {
  const schema = z.toJSONSchema(targetSchema, { io: 'input' });
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    '../../fixtures/schema/target.schema.json',
  );
});

test('a file describes the whole target', async () => {
  const features = { count_tokens: 'yes', discovery: 'no' } as const;
  const deviations = [{ requirement: 'MSG-HDR-01', reason: 'on purpose' }];
  const whole = {
    formats: {
      anthropic: { url: 'http://gateway.example', model: 'fast', upstreamModel: 'claude-haiku-4-5' },
    },
    topology: 'relay',
    credential: 'managed',
    credentialHeaders: ['x-portkey-api-key'],
    secondCredential: { header: 'authorization', env: 'SECOND' },
    models: { fast: 'claude-haiku-4-5' },
    features,
    deviations,
    labels: { product: 'Ours' },
  };
  await writeFile(path, JSON.stringify(whole));
  expect(await loadTarget(path, { SECOND: 'token-2' })).toEqual({
    formats: [
      {
        format: 'anthropic',
        url: 'http://gateway.example',
        model: 'fast',
        upstreamModel: 'claude-haiku-4-5',
      },
    ],
    details: {
      topology: 'relay',
      credentialMode: 'managed',
      credentialHeaders: ['x-portkey-api-key'],
      secondCredential: { header: 'authorization', secret: 'token-2' },
      models: { fast: 'claude-haiku-4-5' },
      features,
      deviations,
      labels: { product: 'Ours' },
    },
  });
});

test('an empty file changes nothing, and the command line wins over a full one', async () => {
  await writeFile(path, '{"formats":{"anthropic":{"url":"http://127.0.0.1:9"}},"labels":{"a":"b"}}');
  const { stdout, code } = await typeBehind(
    [],
    ['--target', path, '--json', '-', '--only', 'messages/betas/every-value'],
  );
  const report = JSON.parse(stdout);
  expect(report.target.labels).toEqual({ a: 'b' });
  expect(report.target.url).not.toBe('http://127.0.0.1:9');
  expect(code).toBe(0);
});

test('a declared deviation stands beside the failure and hides nothing', async () => {
  await writeFile(path, '{"deviations":[{"requirement":"MSG-HDR-01","reason":"a known limit"}]}');
  const { stdout, code } = await typeBehind(
    [betas(() => [])],
    ['--target', path, '--only', 'messages/betas/every-value'],
  );
  expect(stdout).toMatch(/^FAIL .*[\s\S]*declared {2}MSG-HDR-01: a known limit/);
  expect(code).toBe(1);
});

test('text that is not JSON is refused with its line', async () => {
  expect(await refusal('{\n  "labels": {\n    "a": b\n  }\n}')).toBe(
    `gateway-check: --target FILE:3: not JSON: expected a value, found "b\\n  }\\n}".\n`,
  );
  expect(await refusal('')).toMatch(/FILE:1: not JSON/);
});

test('each unknown field and wrong value is named with its line', async () => {
  expect(
    await refusal(`{
  "label": {},
  "formats": {
    "anthropic": {
      "url": "gateway.example",
      "modell": "x"
    }
  },
  "features": { "count_tokens": true },
  "deviations": [
    { "requirement": "MSG-HRD-01", "reason": "r" }
  ]
}`),
  ).toBe(`gateway-check: --target:
  FILE:5: formats.anthropic.url: Give an http:// or https:// address, such as http://gateway.example.
  FILE:6: formats.anthropic.modell: no such field (did you mean model?)
  FILE:9: features.count_tokens: Invalid option: expected one of "yes"|"no"
  FILE:11: deviations.0.requirement: no such requirement (did you mean MSG-HDR-01?)
  FILE:2: label: no such field (did you mean labels?)
`);
});

test('a second credential whose variable is not set is refused', async () => {
  const text = '{"secondCredential":{"header":"x-api-key","env":"NOT_SET"}}';
  expect(await refusal(text)).toMatch(/the environment variable NOT_SET is not set/);
});

test('the examples in the documentation are right', async () => {
  const page = await readFile(new URL('../../docs/target-file.md', import.meta.url), 'utf8');
  const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text]) => text ?? '');
  const read = [];
  for (const example of examples) {
    await writeFile(path, example);
    read.push((await loadTarget(path, {})).formats);
  }
  const url = 'http://127.0.0.1:4000';
  expect(read).toEqual([
    [{ format: 'anthropic', url, model: 'sonnet', upstreamModel: 'claude-sonnet-4-6' }],
    [
      { format: 'anthropic', url },
      { format: 'bedrock', url: `${url}/bedrock`, model: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0' },
      { format: 'vertex', url: `${url}/vertex/v1`, project: 'my-project', location: 'europe-west1' },
    ],
    [{ format: 'anthropic', url, model: 'sonnet' }],
  ]);
});
