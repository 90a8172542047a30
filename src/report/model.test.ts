import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { betas } from '../mock/layers/betas.ts';
import { type, typeBehind } from '../testbed/terminal.ts';
import { reportSchema } from './model.ts';

const FILE = '../../fixtures/schema/report.schema.json';

/** Validates against the published file, as a reader of reports would. */
async function problems(report: unknown): Promise<unknown> {
  const ajv = new Ajv2020({ strict: true });
  addFormats.default(ajv);
  const schema: object = JSON.parse(await readFile(new URL(FILE, import.meta.url), 'utf8'));
  const validate = ajv.compile(schema);
  return validate(report) ? [] : validate.errors;
}

test('the published schema is that of the code; write it with vitest -u', async () => {
  const schema = z.toJSONSchema(reportSchema, { io: 'input' });
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(FILE);
});

test('a real report of the reference gateway is valid, conforming and on stdout alone', async () => {
  const { code, stdout } = await type(['run', '--json', '-', '--traces']);
  const report = JSON.parse(stdout);
  expect(await problems(report)).toEqual([]);
  expect(report.summary.verdict).toBe('conforming');
  expect(code).toBe(0);
  expect(report.results.every((result: { exchanges?: unknown[] }) => result.exchanges)).toBe(true);
});

test('a report with findings is valid, too', async () => {
  const { code, stdout } = await typeBehind([betas(() => [])], ['--only', 'messages/betas/*', '--json', '-']);
  const report = JSON.parse(stdout);
  expect(await problems(report)).toEqual([]);
  expect(report.summary.verdict).toBe('not-conforming');
  expect(code).toBe(1);
});
