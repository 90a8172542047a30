import type { Filed } from '../reports.ts';
import { type Beside, section } from './section.ts';
import { tables } from './table.ts';

const NOTICE = '<!-- Generated from reports/ by `npm run docs:compatibility`. -->';

const ABOUT = `What gateways that others make do to the traffic of Claude Code. Each line is one [report](interop.md) of this tool about
one version, one configuration and one route, unedited; anybody can repeat it with the command that stands with it. A
gateway is judged in the configuration that its own documentation gives for Claude Code, or, where it has none, in the
one that these docs advise; what it does as it comes is labelled so. This says nothing about other versions, about
features that the contract does not ask for, nor about which gateway to choose.`;

const LEGEND = `✓ every rule of the family that was judged holds. ✗ so many MUST are broken. ! so many SHOULD, or MAY that are done
wrong. – not judged: it does not apply, or another breach kept it from being seen.`;

/** The page that compares gateways: a table for each format, and a section for each report. */
export function compatibilityPage(filed: readonly Filed[], beside: (one: Filed) => Beside): string {
  const ordered = [...filed].sort(byGateway);
  return [
    NOTICE,
    '# Compatibility of gateways',
    ABOUT,
    ...tables(ordered),
    LEGEND,
    '## What was found',
    ...ordered.flatMap((one) => section(one, beside(one))),
  ]
    .join('\n\n')
    .concat('\n');
}

/** By title, newest version first, what is judged before what is as it comes. */
function byGateway(a: Filed, b: Filed): number {
  const [one, other] = [a.filing, b.filing];
  return (
    one.gateway.title.localeCompare(other.gateway.title, 'en', { sensitivity: 'base' }) ||
    other.gateway.version.localeCompare(one.gateway.version, 'en', { numeric: true }) ||
    Number(one.setup.name === 'defaults') - Number(other.setup.name === 'defaults') ||
    (a.file < b.file ? -1 : 1)
  );
}
