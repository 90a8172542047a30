import { anchorOf } from '../findings.ts';
import type { Filed } from '../reports.ts';

/** The heading of the section about one way. */
export function headingOf({ filing: { gateway, setup, route } }: Filed): string {
  return `${gateway.title} ${gateway.version}, ${setup.name}, ${route.name}`;
}

/** A link to that section, or to what it says of one family of rules. */
export function linkTo(filed: Filed, text: string, family = ''): string {
  const heading = anchorOf(headingOf(filed));
  return `[${text}](#${[heading, family.toLowerCase()].filter(Boolean).join('--')})`;
}

/** What a run came to; one of a gateway that was changed has no verdict. */
export function verdictOf({ filing, report }: Filed): string {
  return filing.setup.patches.length > 0 ? 'patched: no verdict' : report.summary.verdict;
}

/** The configuration, in the words of this page. */
export function setupOf({ filing: { setup } }: Filed): string {
  return setup.name === 'defaults' ? 'defaults: as it comes' : setup.name;
}

/** Text from elsewhere in one cell of a table. */
export function inCell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;').trim();
}

/** What a gateway said, cut to what a line holds, as code. */
export function quoted(text: string, longest: number): string {
  const line = text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  const cut = line.length > longest ? `${line.slice(0, longest)}…` : line;
  return `\`${cut.replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}
