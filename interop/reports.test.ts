import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReportResult } from '../src/report/model.ts';
import type { Driven } from './drive.ts';
import type { Route, Setup } from './gateway.ts';
import { allFiled, file, filedReport, reportFile, Unfit } from './reports.ts';
import { FAILED, PASSED, report } from './sample.ts';
import type { Way } from './ways.ts';

const ROUTE: Route = { name: 'messages', format: 'anthropic', options: ['--api-key', 'made-up'] };
const SETUP: Setup = {
  name: 'documented',
  basis: 'https://example.com/claude-code',
  files: [],
  retries: 'none',
  routes: [ROUTE],
  start: () => Promise.reject(new Error('nothing is started here')),
};
const WAY: Way = {
  gateway: {
    name: 'thing',
    title: 'Thing',
    homepage: 'https://example.com',
    version: '1.0.0',
    newest: { version: '1.0.0' },
    install: async () => '',
    setups: [SETUP],
  },
  setup: SETUP,
  route: ROUTE,
};

function driven(results: readonly ReportResult[], words = ''): Driven {
  const made = report(results);
  const bytes = Buffer.from(JSON.stringify(made) + words);
  return { way: WAY, bytes, report: made, configuration: [{ file: 'thing.yaml', text: 'port: {port}' }] };
}

const project = process.cwd();
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-check-filing-'));
  process.chdir(folder);
});
afterEach(async () => {
  process.chdir(project);
  await rm(folder, { recursive: true });
});

async function confirm(text: string): Promise<void> {
  await mkdir('interop/thing', { recursive: true });
  await writeFile('interop/thing/findings.md', text);
}

test('a report is filed as it was written, with all that belongs to it', async () => {
  const { bytes } = driven([PASSED]);
  expect(await file(driven([PASSED]))).toBe('reports/thing/1.0.0/documented-messages.json, conforming');
  expect(await readFile(reportFile(WAY))).toEqual(bytes);
  const [filed] = await allFiled();
  expect(filed?.filing).toMatchObject({
    setup: { configuration: [{ file: 'thing.yaml', text: 'port: {port}' }], patches: [] },
    route: { format: 'anthropic', options: ['--api-key', 'made-up'] },
    reproduce: 'npm run interop -- thing --setup documented --route messages',
    vendorResponse: null,
  });
  expect(await readdir('reports/thing/1.0.0')).toHaveLength(2);
});

test('a MUST that failed is filed only when it was confirmed by hand', async () => {
  await expect(file(driven([FAILED]))).rejects.toThrow(
    /^not filed, since these are not confirmed by hand: MSG-HDR-01\. .* in interop\/thing\/findings\.md/,
  );
  await confirm('## MSG-HDR-01\n\nCause: gateway\n\nBytes.\n\n## MSG-HDR-09\n\nCause: gateway\n');
  await file(driven([FAILED]));
  expect((await filedReport(WAY))?.filing.confirmations).toEqual([
    { requirement: 'MSG-HDR-01', cause: 'gateway', shown: 'interop/thing/findings.md#msg-hdr-01' },
  ]);
});

test.each([
  ['a check that broke', driven([{ ...PASSED, status: 'error', reason: 'TypeError' }]), /broke: TypeError/],
  ['a place of this machine', driven([PASSED], join(project, 'x')), /places of this machine/],
])('%s is not filed', async (_, made, message) => {
  process.chdir(project);
  const refused = file(made);
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.toBeInstanceOf(Unfit);
});

test('what a vendor said of the last one is kept', async () => {
  await file(driven([PASSED]));
  const path = reportFile(WAY).replace('.json', '.filing.json');
  const said = { date: '2026-12-01', text: 'Mended.', url: 'https://example.com/1' };
  const filing = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...filing, vendorResponse: said }));
  await file(driven([PASSED]));
  expect((await filedReport(WAY))?.filing.vendorResponse).toEqual(said);
});

test('a report that was edited is none', async () => {
  await file(driven([PASSED]));
  await appendFile(reportFile(WAY), '\n');
  await expect(filedReport(WAY)).rejects.toThrow(
    /documented-messages\.json is not the report that was filed/,
  );
});

test('where nothing is filed there is nothing', async () => {
  expect(await filedReport(WAY)).toBeUndefined();
});
