import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { brokenIn, filingSchema } from './filing.ts';
import { allFiled } from './reports.ts';

const FILE = '../fixtures/schema/filing.schema.json';

test('the published schema is that of the code; write it with vitest -u', async () => {
  const schema = z.toJSONSchema(filingSchema, { io: 'input' });
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(FILE);
});

const filed = await allFiled();

test.each(filed.map((one) => [one.file, one] as const))('%s is unedited and whole', async (file, one) => {
  const ajv = new Ajv2020({ strict: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(await readFile(new URL(FILE, import.meta.url), 'utf8')));
  const { filing, report } = one;
  expect(validate(filing) ? [] : validate.errors).toEqual([]);
  const { gateway, setup, route } = filing;
  expect(file).toBe(`reports/${gateway.name}/${gateway.version}/${setup.name}-${route.name}.json`);
  expect(report.target.formats).toEqual([route.format]);
  expect(filing.contract).toEqual(report.contract);
  expect(filing.tool).toEqual(report.tool);
});

test.each(filed.map((one) => [one.file, one] as const))(
  'each MUST that failed in %s is confirmed',
  async (_, { report, filing }) => {
    const confirmed = filing.confirmations.map(({ requirement }) => requirement);
    expect(brokenIn(report.results, ['fail']).filter((id) => !confirmed.includes(id))).toEqual([]);
    for (const { shown } of filing.confirmations) {
      const [page = ''] = shown.split('#');
      expect(await readFile(page, 'utf8')).toMatch(/^## /m);
    }
  },
);
