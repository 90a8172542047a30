import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The configuration that a page of the docs advises: its first code block below a heading, with real ports
 * for the page's 8080, where it listens, and 8788, its upstream. So what is advised is what was tried.
 * @throws when there is no such block, or the working folder is not that of the project
 */
export async function documented(
  page: string,
  heading: string,
  port: number,
  upstream: string,
): Promise<string> {
  // Not by the place of this file, which may be run compiled.
  const text = await readFile(join('docs', page), 'utf8');
  const section = text.split(/^(?=#)/m).find((part) => part.split('\n', 1)[0]?.endsWith(`# ${heading}`));
  const block = /^```\w*\n(.*?)^```$/ms.exec(section ?? '')?.[1];
  if (block === undefined) throw new Error(`docs/${page} has no code block below "${heading}"`);
  return block.replaceAll('8080', String(port)).replaceAll('8788', new URL(upstream).port);
}
