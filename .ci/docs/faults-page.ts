import { pageOf } from '../../src/contract/page.ts';
import type { Fault } from '../../src/mock/faults/fault.ts';
import { NOT_SIMULATED, type NotSimulated } from '../../src/mock/faults/not-simulated.ts';
import type { Seen, Tripped } from '../../src/seen.ts';
import { UNSEEN } from '../../src/testbed/unseen.ts';

const NOTICE = '<!-- Generated from src/mock/faults and docs/faults.json by `npm run docs:faults`. -->';

const ABOUT = `A check that has never failed for the right reason proves nothing. Each of these gateways is the reference
gateway with one defect, tried in every format that can have it; \`gateway-check faults\` runs the trials. Tests
compare what they see with this page: it must be these checks, over these rows of the contract, and no others.

Defects with links were reported of real gateways; the others are of our own invention. *Vantage* is \`client\` when a
check tripped that looks at answers alone, else \`upstream\`: then it was the recording upstream that showed the defect.
*From outside* names what trips without that upstream, when \`gateway-check mock --strict --lifelike --rehearse\` stands
behind the gateway ([how](client-vantage.md)).`;

/** The page about broken gateways: what each does, where it was seen, and what the suites say of it. */
export function faultsPage(faults: readonly Fault[], seen: readonly Seen[]): string {
  const reported = faults.filter(({ urls }) => urls.length > 0).length;
  const counts = `${faults.length} broken gateways, ${reported} of them from public reports and ${faults.length - reported} of our own invention, in ${seen.length} trials.`;
  const sections = faults.map((fault) =>
    section(
      fault,
      seen.filter(({ id }) => id === fault.id),
    ),
  );
  return [
    NOTICE,
    '# Broken gateways',
    ABOUT,
    counts,
    ...sections,
    '# Reported, and not simulated',
    'What the contract allows is no defect, whatever else it breaks.',
    NOT_SIMULATED.map(notSimulated).join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(fault: Fault, seen: readonly Seen[]): string {
  const { id, title, seenIn, urls } = fault;
  const gateways = seenIn.length > 0 ? ` Seen in ${seenIn.join(', ')}.` : '';
  const links = urls.length > 0 ? ` Reports: ${urls.map(link).join(' ')}` : '';
  const table = ['| format | vantage | tripped |', '|---|---|---|', ...grouped(seen)].join('\n');
  return [`## ${id}`, `${title}.${gateways}${links}`, table, ...outside(fault)].join('\n\n');
}

/** What shows of it from outside, or why nothing does; nothing is said of inventions that were not tried there. */
function outside({ id, seenOutside }: Fault): string[] {
  const unseen = Object.entries(UNSEEN).flatMap(([name, reason]) => {
    if (name === id) return [`From outside: nothing, since ${reason}.`];
    return name.startsWith(`${id} in `) ? [`Not ${name.slice(id.length + 1)}: ${reason}.`] : [];
  });
  if (seenOutside === undefined) return unseen;
  const found =
    'ends' in seenOutside
      ? `the run ends at its first request, \`${seenOutside.ends}\``
      : seenOutside.map((check) => `\`${check}\``).join(', ');
  return [[`From outside: ${found}.`, ...unseen].join(' ')];
}

/** One line for the formats in which the same is seen. */
function grouped(seen: readonly Seen[]): string[] {
  const lines = new Map<string, string[]>();
  for (const { format, to, vantage, tripped } of seen) {
    const rest = `| ${vantage} | ${tripped.map(cell).join('<br>')} |`;
    lines.set(rest, [...(lines.get(rest) ?? []), to === undefined ? format : `${format} to ${to}`]);
  }
  return [...lines].map(([rest, formats]) => `| ${formats.join(', ')} ${rest}`);
}

function cell({ check, status, rows }: Tripped): string {
  return `${status} \`${check}\` ${rows.map((id) => `[${id}](${pageOf(id).replace(/^docs\//, '')})`).join(' ')}`;
}

function notSimulated({ id, title, urls, reason }: NotSimulated): string {
  return `- \`${id}\`: ${title}. ${reason} Reports: ${urls.map(link).join(' ')}`;
}

function link(url: string): string {
  const { hostname, pathname } = new URL(url);
  const [, , name, , number] = pathname.split('/');
  return hostname === 'github.com' && name && number
    ? `[${name}#${number}](${url})`
    : `[${hostname}](${url})`;
}
