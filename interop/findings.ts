import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Who is at fault when a rule is broken. */
const causeSchema = z.enum(['gateway', 'configuration', 'provider']);

/** Where a broken rule was confirmed by hand. */
export const confirmationSchema = z.strictObject({
  requirement: z.string(),
  cause: causeSchema,
  shown: z.string().describe('file and heading, as a path in the project'),
});
export type Confirmation = z.infer<typeof confirmationSchema>;

/** A section of a gateway's findings. */
export interface Section {
  readonly heading: string;
  /** As a path in the project. */
  readonly address: string;
  readonly text: string;
}

/** The sections of `interop/<gateway>/findings.md`; none when there is no such file. */
export async function loadFindings(gateway: string): Promise<Section[]> {
  const file = join('interop', gateway, 'findings.md');
  const text = await readFile(file, 'utf8').catch(() => '');
  return sectionsOf(file, text);
}

/** The sections of second level of a page. */
export function sectionsOf(file: string, text: string): Section[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [heading = '', ...lines] = part.split('\n');
      return { heading, address: `${file}#${anchorOf(heading)}`, text: lines.join('\n').trim() };
    });
}

/** The anchor of a heading, as GitHub makes it. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
}

/** Ids of requirements, such as MSG-HDR-01b. */
const IDS = /\b[A-Z]{3,5}(?:-[A-Z]+)?-\d{2}[a-z]?\b/g;
const CAUSE = /^\W*cause\W+(gateway|configuration|provider)\b/im;

/**
 * What sections confirm, by the ids in their headings.
 * @throws when one that names a requirement does not say who is at fault
 */
export function confirmationsIn(sections: readonly Section[]): Confirmation[] {
  return sections.flatMap(({ heading, address, text }) => {
    const ids = heading.match(IDS) ?? [];
    if (ids.length === 0) return [];
    const cause = causeSchema.safeParse(CAUSE.exec(text)?.[1]?.toLowerCase());
    if (!cause.success)
      throw new Error(`${address} does not say "Cause: gateway", configuration or provider`);
    return ids.map((requirement) => ({ requirement, cause: cause.data, shown: address }));
  });
}
