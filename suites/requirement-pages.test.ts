import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { requirementPages } from '../.ci/docs/requirement-pages.ts';
import { requirements } from '../src/contract/index.ts';
import { pageOf } from '../src/contract/page.ts';
import { loadChecks } from '../src/run/load.ts';

const folder = new URL('../docs/requirements/', import.meta.url);
const pages = requirementPages(await loadChecks());

test.each([...pages])('%s is up to date; write it with npm run docs:contract', async (name, text) => {
  await expect(text).toMatchFileSnapshot(new URL(name, folder).pathname);
});

test('there is no page of a family that has gone', async () => {
  expect((await readdir(folder)).sort()).toEqual([...pages.keys()].sort());
});

test('every row is where findings and explanations say', () => {
  for (const { id } of requirements) {
    const [file = '', anchor] = pageOf(id).replace('docs/requirements/', '').split('#');
    const anchors = pages
      .get(file)
      ?.match(/(?<=^## ).+$/gm)
      ?.map((heading) => heading.toLowerCase());
    expect(anchors, id).toContain(anchor);
  }
});
