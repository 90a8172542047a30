import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeException } from '../mock/encode/event-stream.ts';
import { type ValidateOptions, validate } from './validate.ts';

const COUNT = '{"input_tokens": 3}';
let folder = '';
let good = '';
let bad = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-check-validate-'));
  good = join(folder, 'good.json');
  bad = join(folder, 'bad.sse');
  await writeFile(good, COUNT);
  await writeFile(bad, 'event: \u001b[31m\ndata: {"type":"ping"}\n\n');
});
afterAll(() => rm(folder, { recursive: true }));

async function run(files: string[], options: ValidateOptions = {}, input = '') {
  const written = { stdout: '', stderr: '' };
  async function* stdin() {
    for (const byte of Buffer.from(input)) yield Buffer.of(byte);
  }
  const code = await validate(files, options, {
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    stdin: stdin(),
  });
  return { code, ...written };
}

test('says what each file is', async () => {
  expect(await run([good])).toEqual({ code: 0, stdout: `${good}: count_tokens, no defects\n`, stderr: '' });
});

test('lists defects with their place, control characters escaped; exit code 1', async () => {
  const { code, stdout } = await run([good, bad]);
  expect(code).toBe(1);
  expect(stdout).toContain(`${bad}: sse, 2 defects\n  byte 0  sse/event-line  `);
  expect(stdout).toContain('stream/message-start');
  expect(stdout).not.toContain('\u001b');
});

test('a file that is something else altogether does not fill the screen', async () => {
  const { stdout } = await run(['-'], {}, `event: ping\n${'x'.repeat(1_000)}\n\n`.repeat(50));
  const lines = stdout.trimEnd().split('\n');
  expect(lines.length).toBe(22);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(300);
  expect(lines.at(-1)).toMatch(/^ {2}and \d+ more; --json lists them all$/);
});

test('reads stdin, whatever its chunks', async () => {
  const { code, stdout } = await run(['-'], {}, '{"type":"error","error":{"type":"é","message":"ü"}}');
  expect([code, stdout]).toEqual([0, '-: error, no defects\n']);
});

test('--json prints file, format and defects', async () => {
  const { code, stdout } = await run([good, '-'], { json: true, format: 'anthropic' }, '{"odd": 1}');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual([
    { file: good, format: 'count_tokens', defects: [] },
    { file: '-', format: 'unknown', defects: [{ offset: 0, rule: 'answer/kind', text: expect.any(String) }] },
  ]);
});

test('--format says whose answers they must be', async () => {
  expect((await run([good], { format: 'vertex' })).code).toBe(0);
  const { code, stdout } = await run([good], { format: 'bedrock' });
  expect([code, stdout]).toEqual([
    1,
    `${good}: count_tokens, 1 defect\n  byte 0  answer/family  a token count, which bedrock does not answer\n`,
  ]);
});

test('reads binary event streams', async () => {
  const exception = encodeException('throttlingException', 'Slow down');
  const file = join(folder, 'stream.bin');
  await writeFile(file, exception);
  expect((await run([file])).stdout).toBe(`${file}: event-stream, no defects\n`);
  await writeFile(file, exception.subarray(0, -1));
  expect(await run([file], { format: 'bedrock' })).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('byte 0  frame/truncated  the stream ends after '),
  });
});

test('a file that cannot be read: exit code 2, and the others are judged all the same', async () => {
  const missing = join(folder, 'missing.json');
  const { code, stdout, stderr } = await run([missing, folder, good]);
  expect(code).toBe(2);
  expect(stderr).toBe(
    `${missing} cannot be read: there is no such file\n${folder} cannot be read: it is a folder; name the files in it\n`,
  );
  expect(stdout).toBe(`${good}: count_tokens, no defects\n`);
});

test('no file at all, or a format that there is not, is a mistake', async () => {
  await expect(run([])).rejects.toThrow('no file given; name saved answers, or - for stdin.');
  await expect(run([good], { format: 'antropic' })).rejects.toThrow(
    '--format antropic is no family of answers (did you mean anthropic?); known: anthropic, bedrock, vertex.',
  );
});
