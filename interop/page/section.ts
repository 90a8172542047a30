import { requirements } from '../../src/contract/index.ts';
import { familyOf, pageOf } from '../../src/contract/page.ts';
import type { ReportResult } from '../../src/report/model.ts';
import type { Sessions } from '../claude/filed.ts';
import type { Section } from '../findings.ts';
import { anchorOf } from '../findings.ts';
import type { Filed } from '../reports.ts';
import { headingOf, inCell, quoted, setupOf, verdictOf } from './words.ts';

/** What is known of one way beside its report. */
export interface Beside {
  /** What sessions of Claude Code came to. */
  readonly sessions?: Sessions;
  /** The gateway's findings. */
  readonly findings: readonly Section[];
}

/** The section of the page about one way: how it was set up, what was broken, where that is confirmed. */
export function section(filed: Filed, beside: Beside): string[] {
  const { filing, report } = filed;
  const { gateway, setup, route, vendorResponse } = filing;
  const folder = `../interop/${gateway.name}`;
  const facts = [
    `**${verdictOf(filed)}**, edition ${filing.contract.edition} of the contract, gateway-check ${filing.tool.version}, ${filing.date}: [report](../${filed.file}), [filing](../${filed.file.replace(/\.json$/, '.filing.json')}), [how to repeat it](${folder}/README.md): \`${filing.reproduce}\``,
    `Newest version known: ${gateway.newest.version}${gateway.newest.why === undefined ? '' : ` (${gateway.newest.why})`}.`,
    `Configuration: ${setupOf(filed)}, by ${pageLink(setup.basis)}.${filing.needs === undefined ? '' : ` Needs ${inCell(filing.needs)}.`}`,
    ...setup.patches.map((patch) => `Patched: ${inCell(patch)}.`),
    `Retries and fallbacks: ${inCell(setup.retries)}.`,
    ...(setup.unsteady ? [`Kept in one run and broken in the next: ${setup.unsteady.join(', ')}.`] : []),
    ...(route.path === undefined ? [] : [`Path: \`${route.path}\`.`]),
    ...clientFacts(filed, beside),
    vendorResponse
      ? `The vendor, ${vendorResponse.date}: ${inCell(vendorResponse.text)} ([source](${vendorResponse.url}))`
      : 'The vendor has not been heard.',
  ];
  const rows = brokenRows(filed);
  const counts = `MUST ${report.summary.must.fail} broken of ${judged(report.summary.must)}, SHOULD ${report.summary.should.warn} of ${judged(report.summary.should)}.`;
  const list = facts.map((fact) => `- ${fact}`).join('\n');
  const table = ['| rule | | seen | confirmed |', '| :- | :- | :- | :- |', ...rows].join('\n');
  return [`### ${headingOf(filed)}`, list, counts, ...(rows.length > 0 ? [table] : [])];
}

function judged(counts: { pass: number; fail?: number; warn?: number }): number {
  return counts.pass + (counts.fail ?? 0) + (counts.warn ?? 0);
}

/** A line for each broken rule with the first thing that was seen; the first of a family carries its anchor. */
function brokenRows(filed: Filed): string[] {
  const { report, filing } = filed;
  const seen = new Map<string, { result: ReportResult; actual: string }>();
  for (const result of report.results) {
    if (result.status !== 'fail' && result.status !== 'warn') continue;
    for (const { requirement, actual } of result.observations) {
      if (!seen.has(requirement)) seen.set(requirement, { result, actual });
    }
  }
  const anchored = new Set<string>();
  return [...seen]
    .sort(([a, x], [b, y]) => worse(x.result, y.result) || (a < b ? -1 : 1))
    .map(([id, { result, actual }]) => {
      const family = familyOf(id);
      const anchor = anchored.has(family)
        ? ''
        : `<a id="${anchorOf(headingOf(filed))}--${family.toLowerCase()}"></a>`;
      anchored.add(family);
      const confirmation = filing.confirmations.find(({ requirement }) => requirement === id);
      const confirmed = confirmation ? `[${confirmation.cause}](../${confirmation.shown})` : '';
      const rule = `${anchor}${result.status.toUpperCase()} [${id}](${pageOf(id).replace(/^docs\//, '')})`;
      return `| ${rule} | ${inCell(titleOf(id))} | ${quoted(actual, LONGEST)} | ${confirmed} |`;
    });
}

/** Characters of what was seen that one line shows; all of it is in the report. */
const LONGEST = 160;

function worse(a: ReportResult, b: ReportResult): number {
  return Number(b.status === 'fail') - Number(a.status === 'fail');
}

function titleOf(id: string): string {
  return requirements.find((row) => row.id === id)?.title ?? '';
}

function pageLink(basis: string): string {
  const [, page = basis, more = ''] = /^(\S+)(.*)$/.exec(basis) ?? [];
  return page.startsWith('http') ? `<${page}>${more}` : `[${page}](${page.replace(/^docs\//, '')})${more}`;
}

/** How Claude Code fared, and where it is explained when that is not what the verdict says. */
function clientFacts(filed: Filed, { sessions, findings }: Beside): string[] {
  if (!sessions) return [];
  const told = sessions.sessions.map(({ name, outcome }) => `${inCell(name)}: ${outcome}`).join('; ');
  const explained = findings.find(({ heading }) => /^Claude Code through it/i.test(heading));
  const differs = sessions.sessions.some(
    ({ outcome }) => (outcome === 'completes') !== (filed.report.summary.verdict !== 'not-conforming'),
  );
  const note = explained ? `, [explained](../${explained.address})` : '';
  return [
    `Claude Code ${sessions.client} through it: ${told}${differs ? `, other than the verdict${note}` : ''}.`,
  ];
}
