import { requirements } from '../contract/index.ts';
import { pageOf } from '../contract/page.ts';
import { FORMATS, type FormatId, type Requirement } from '../contract/requirement.ts';
import { wrap } from '../report/terminal.ts';
import type { Check } from '../run/check.ts';
import { levelOf } from '../run/judge.ts';
import { loadChecks } from '../run/load.ts';
import { checksFor } from '../run/select.ts';
import { EXIT, type ExitCode } from './exit.ts';
import type { Io } from './io.ts';
import { didYouMean, UsageError } from './usage.ts';

/** Longer lines are hard to read as prose. */
const MAX_WIDTH = 100;

/**
 * `gateway-check explain`: a page about one requirement or check, for whoever has to act on a finding.
 * @throws UsageError for an id that is neither
 */
export async function explain(id: string, io: Pick<Io, 'stdout'>): Promise<ExitCode> {
  io.stdout.write(explanation(id, await loadChecks(), io.stdout.columns));
  return EXIT.ok;
}

/**
 * The page about `id`, in lines of a width that reads well.
 * @param columns of the terminal
 * @throws UsageError for an id that is neither a requirement nor one of the checks
 */
export function explanation(id: string, checks: readonly Check[], columns = MAX_WIDTH): string {
  const is = (other: { readonly id: string }) => other.id.toLowerCase() === id.toLowerCase();
  const row = requirements.find(is);
  const check = checks.find(is);
  const page = row ? aboutRequirement(row, checks) : check && aboutCheck(check);
  if (!page) {
    const ids = [...requirements, ...checks].map((known) => known.id);
    throw new UsageError(
      `${id} is neither a requirement nor a check${didYouMean(id, ids)}. See: gateway-check list --requirements`,
    );
  }
  const width = Math.min(columns, MAX_WIDTH);
  return page.map(([heading, text]) => section(heading, text, width)).join('\n');
}

type Section = readonly [heading: string, text: string];

function section(heading: string, text: string, width: number): string {
  const lines = text.split('\n').map((line) => `  ${wrap(line, width, 2)}\n`);
  return `${heading}\n${lines.join('')}`;
}

function aboutRequirement(row: Requirement, checks: readonly Check[]): Section[] {
  const covering = checks.filter((check) => check.requirements.some((id) => id === row.id));
  return [
    [`${row.id}: ${row.title}`, row.statement],
    [`Level: ${row.level.toUpperCase()}`, `${row.levelReason}\n${MEANING[row.level]}`],
    ...(row.doubt ? [[row.doubt.settled ? 'Settled' : 'Open', row.doubt.note] as const] : []),
    ['Applies to', `${row.formats.join(', ')}; ${row.topologies.join(' and ')}; since edition ${row.since}.`],
    ['What breaks', row.breaks],
    ['What to change', row.remedy],
    ['How it is observed', observed(row, covering)],
    ['How to dispute it', dispute(row.id, covering[0])],
    [
      'Source',
      row.sources.map(({ title, url }) => (url === undefined ? title : `${title}\n${url}`)).join('\n'),
    ],
    ['On a page', `${pageOf(row.id)} in this package`],
  ];
}

function observed({ unchecked, restates, formats }: Requirement, covering: readonly Check[]): string {
  if (unchecked) return `No check: ${unchecked.reason}. ${unchecked.note}`;
  if (restates) {
    const repeated = requirements.filter(({ id }) => restates.includes(id));
    return [
      `Judged through the rows that it repeats, whose checks run with --format ${formats.join(' or ')}:`,
      ...repeated.map(({ id, title }) => `${id}: ${title}`),
    ].join('\n');
  }
  return [
    placesOf(covering),
    ...covering.map((check) => `${check.id}: ${check.title}${condition(check)}`),
  ].join('\n');
}

/** From where the checks of a row look. */
function placesOf(covering: readonly Check[]): string {
  if (covering.some(({ vantage, rehearsable }) => vantage === 'client' && !rehearsable))
    return 'Also from the outside, in the gateway’s answer alone.';
  if (covering.some(({ rehearsable }) => rehearsable)) return `Also from the outside, ${REHEARSED}.`;
  return 'Only with the recording upstream behind the gateway: what was sent is compared with what arrived.';
}

const REHEARSED = 'when gateway-check mock --rehearse stands behind the gateway';

/** Under which condition a check runs, where there is one. */
function condition({ slow, outside }: Check): string {
  if (slow) return ' (with --slow)';
  return outside ? ' (without the recording upstream)' : '';
}

const MEANING = {
  must: 'A breach fails the run (exit code 1).',
  should: 'A breach is a warning and does not fail the run.',
  may: 'Optional: absence is no fault, doing it wrong is a warning.',
} as const;

function aboutCheck(check: Check): Section[] {
  const rows = requirements.filter(({ id }) => check.requirements.some((covered) => covered === id));
  const manner = {
    none: 'runs beside others',
    stream: 'runs alone, since it holds streams',
    upstream: 'runs alone and last, since it makes the upstream look ill',
  }[check.disturbs];
  const needs = check.needs ? ` It needs ${check.needs.join(', ')}.` : '';
  const long = check.takes === undefined ? 'long' : `up to ${check.takes} s`;
  const slow = check.slow ? ` It takes ${long} and runs with --slow only.` : '';
  return [
    [check.id, check.title],
    [`Level: ${levelOf(check).toUpperCase()}`, MEANING[levelOf(check)]],
    ['Proves', rows.map((row) => `${row.id}: ${row.title}\n${pageOf(row.id)}`).join('\n')],
    ['Runs in', runsIn(check)],
    ['How it is observed', `${vantageOf(check)}; ${manner}.${needs}${slow}`],
    ...rows.flatMap((row): Section[] => [
      [`What breaks (${row.id})`, row.breaks],
      [`What to change (${row.id})`, row.remedy],
    ]),
    ['How to dispute it', dispute(check.requirements[0] ?? '', check)],
  ];
}

function vantageOf({ vantage, outside, rehearsable }: Check): string {
  const rehearsed = rehearsable ? `, ${REHEARSED}` : '';
  if (vantage === 'upstream')
    return `Needs the recording upstream${rehearsed && `, or the answer alone${rehearsed}`}`;
  return `${outside ? 'Infers from answers what the recording upstream would show' : 'The answer is enough'}${rehearsed}`;
}

function runsIn(check: Check): string {
  const formats = FORMATS.filter((format) => checksFor({ format }, [check]).length > 0);
  return `${formats.join(', ')}${relayFormats(check).length === 0 ? '; for bridges' : ''}`;
}

/** The formats in which a check runs for a gateway that does not translate. */
function relayFormats(check: Check): readonly FormatId[] {
  return FORMATS.filter((format) => checksFor({ format, topology: 'relay' }, [check]).length > 0);
}

/** What `run` needs to be told before this check applies. */
function options(check: Check): string {
  const [first] = relayFormats(check);
  const how = `${check.outside ? ' --no-upstream' : ''}${check.slow ? ' --slow' : ''}`;
  if (first === undefined) return `${how} --upstream-format <format>`;
  return first === 'anthropic' ? how : `${how} --format ${first}`;
}

function dispute(row: string, check: Check | undefined): string {
  const repeat =
    check === undefined
      ? ''
      : `Repeat it alone with both hops in the report:\ngateway-check run <url>${options(check)} --only ${check.id} --traces --json report.json\n`;
  return `${repeat}If the gateway is right, open an issue with that report and the place in the source that says so. A departure that you mean is declared in the target file: "deviations": [{"requirement": "${row}", "reason": "..."}].`;
}
