import { EDITION, requirements } from '../../src/contract/index.ts';
import { familyOf } from '../../src/contract/page.ts';
import { FORMATS, type Requirement, type Source } from '../../src/contract/requirement.ts';
import type { Check } from '../../src/run/check.ts';
import { ledgerLines, ledgerOf } from '../../src/run/ledger.ts';

/** What the ids of a family begin with, in words. */
const FAMILIES: Readonly<Record<string, string>> = {
  'GEN-EP': 'Endpoints of every format',
  'MSG-EP': 'Endpoints of the Messages format',
  'MSG-HDR': 'Request headers',
  'MSG-BODY': 'The request body',
  'MSG-STR': 'Streams and answers',
  CNT: 'Token counting',
  DISC: 'Model discovery',
  ERR: 'Errors and retries',
  RSP: 'Response headers',
  AUTH: 'Authentication',
  ATT: 'Attribution and hint headers',
  SYS: 'The attribution block of the system prompt',
  CACHE: 'Prompt caching',
  FEAT: 'Features: beta values and their body fields',
  PROBE: 'Probes and startup traffic',
  LIM: 'Limits and timeouts',
  DRIFT: 'Openness to what comes',
  'BDR-EP': 'Bedrock: endpoints',
  'BDR-HDR': 'Bedrock: request headers',
  'BDR-BODY': 'Bedrock: the request body',
  'BDR-STR': 'Bedrock: the binary stream',
  'VTX-EP': 'Vertex: endpoints',
  'VTX-HDR': 'Vertex: request headers',
  'VTX-BODY': 'Vertex: the request body',
  'VTX-STR': 'Vertex: streams',
  FDY: 'Microsoft Foundry',
  CPA: 'Claude Platform on AWS',
  MAN: 'Bedrock Mantle',
  BRG: 'Bridges from Messages to Bedrock or Vertex',
  GWC: 'Callers apart, cancellation, once only',
};

const NOTICE = '<!-- Generated from src/contract by `npm run docs:contract`. -->';

/** The pages about the contract, by file name: an index, and one for each family with an anchor for each row. */
export function requirementPages(checks: readonly Check[]): ReadonlyMap<string, string> {
  const families = new Map<string, Requirement[]>();
  for (const row of requirements) {
    const family = familyOf(row.id);
    families.set(
      family,
      [...(families.get(family) ?? []), row].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  }
  const pages = [...families].map(
    ([family, rows]) => [fileOf(family), familyPage(family, rows, checks)] as const,
  );
  return new Map([['README.md', indexPage(families, checks)], ...pages]);
}

function fileOf(family: string): string {
  return `${family.toLowerCase()}.md`;
}

function titleOf(family: string): string {
  const title = FAMILIES[family];
  if (title === undefined) throw new Error(`The family ${family} has no title here.`);
  return title;
}

function indexPage(families: ReadonlyMap<string, readonly Requirement[]>, checks: readonly Check[]): string {
  const line = (row: Requirement) =>
    `| ${linkTo(row.id)} | ${row.level.toUpperCase()} | ${plain(row.title)} | ${inShort(row, checks)} |`;
  const section = ([family, rows]: readonly [string, readonly Requirement[]]) =>
    [
      `## ${titleOf(family)}`,
      '',
      '| | level | rule | checks |',
      '| :- | :- | :- | :- |',
      ...rows.map(line),
      '',
    ].join('\n');
  return [
    NOTICE,
    `# The contract, edition ${EDITION}`,
    '',
    'What a gateway between Claude Code and a model must do. MUST: the guide demands it in words, or Claude Code visibly fails. SHOULD: it degrades or costs more. MAY: optional; done wrong it is a warning. The same in a terminal: `gateway-check list --requirements` and `gateway-check explain <id>`.',
    '',
    ...ledgerLines(ledgerOf(requirements, checks)).map((line) => `- ${line}`),
    '',
    'A letter behind the number marks a case of the row with a level of its own.',
    '',
    ...[...families].map(section),
  ].join('\n');
}

function familyPage(family: string, rows: readonly Requirement[], checks: readonly Check[]): string {
  const sections = rows.map((row) => rowSection(row, checks));
  return [
    NOTICE,
    `# ${family}: ${titleOf(family)}`,
    '',
    '[All requirements](README.md)',
    '',
    ...sections,
  ].join('\n');
}

function rowSection(row: Requirement, checks: readonly Check[]): string {
  const { id, title, statement, level, levelReason, breaks, remedy, doubt } = row;
  return [
    `## ${id}`,
    '',
    `**${plain(title)}**`,
    '',
    plain(statement),
    '',
    `- **${level.toUpperCase()}**: ${plain(levelReason)}`,
    ...(doubt ? [`- **${doubt.settled ? 'Settled' : 'Open'}**: ${plain(doubt.note)}`] : []),
    `- **Applies to**: ${appliesTo(row)}`,
    `- **What breaks**: ${plain(breaks)}`,
    `- **What to change**: ${plain(remedy)}`,
    `- **Checks**: ${atLength(row, checks)}`,
    `- **Sources**: ${row.sources.map(sourceLink).join(', ')}`,
    '',
  ].join('\n');
}

/** Text that shows as it is written: `<word>` would be taken for HTML outside of back-ticks. */
function plain(text: string): string {
  return text.replace(/`[^`]*`|[<|]/g, (part) => ({ '<': '&lt;', '|': '\\|' })[part] ?? part);
}

function appliesTo({ formats, topologies, since }: Requirement): string {
  const where = formats.length === FORMATS.length ? 'all formats' : formats.join(', ');
  return `${where}; ${topologies.join(' and ')}; since ${since}`;
}

function inShort({ id, unchecked, restates }: Requirement, checks: readonly Check[]): string {
  if (unchecked) return unchecked.reason;
  if (restates)
    return restates.length === 1 ? `as ${linkTo(restates[0] ?? '')}` : `as ${restates.length} rows`;
  return String(coveringOf(id, checks).length);
}

function atLength({ id, unchecked, restates, vantages }: Requirement, checks: readonly Check[]): string {
  if (unchecked) return `none, ${unchecked.reason}. ${unchecked.note}`;
  if (restates) return `those of ${restates.map(linkTo).join(', ')}, in this format`;
  const named = coveringOf(id, checks).map(
    ({ id, vantage, outside, rehearsable, slow }) =>
      `\`${id}\` (${[
        outside ? 'inferred from outside' : vantage,
        ...(rehearsable ? ['`mock --rehearse`'] : []),
        ...(slow ? ['`--slow`'] : []),
      ].join(', ')})`,
  );
  return `${named.join(', ')}. A breach can be seen from ${vantages.join(' and ')}.`;
}

function coveringOf(id: string, checks: readonly Check[]): Check[] {
  return checks.filter(({ requirements }) => requirements.some((row) => row === id));
}

function linkTo(id: string): string {
  return `[${id}](${fileOf(familyOf(id))}#${id.toLowerCase()})`;
}

function sourceLink({ title, url }: Source): string {
  return url === undefined ? title : `[${title}](${url})`;
}
