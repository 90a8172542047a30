import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { sessionsSchema } from '../claude/filed.ts';
import { loadFindings } from '../findings.ts';
import { allFiled, type Filed } from '../reports.ts';
import { compatibilityPage } from './compatibility.ts';
import type { Beside } from './section.ts';

async function besideOf({ file, filing }: Filed): Promise<Beside> {
  const findings = await loadFindings(filing.gateway.name);
  const sessions = await readFile(file.replace(/\.json$/, '.claude.json'), 'utf8').catch(() => undefined);
  return { findings, ...(sessions && { sessions: sessionsSchema.parse(JSON.parse(sessions)) }) };
}

const filed = await allFiled();
const beside = new Map<Filed, Beside>();
for (const one of filed) beside.set(one, await besideOf(one));
const page = compatibilityPage(filed, (one) => beside.get(one) ?? { findings: [] });

test('the page is that of the reports; write it with npm run docs:compatibility', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/compatibility.md');
});

test('every link within the page leads somewhere', () => {
  const anchors = new Set([...page.matchAll(/<a id="([^"]+)"/g)].map(([, id]) => id));
  const headings = new Set(
    [...page.matchAll(/^### (.+)$/gm)].map(([, text = '']) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, id]) => id ?? '');
  expect(links.filter((id) => !anchors.has(id) && !headings.has(id))).toEqual([]);
  expect(links.length).toBeGreaterThan(0);
});
