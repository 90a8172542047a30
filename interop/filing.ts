import { createHash } from 'node:crypto';
import { z } from 'zod';
import { quoted } from '../src/cli/repeat.ts';
import { FORMATS } from '../src/contract/requirement.ts';
import type { ReportResult } from '../src/report/model.ts';
import type { Driven } from './drive.ts';
import { type Confirmation, confirmationSchema } from './findings.ts';
import type { Way } from './ways.ts';

const vendorResponse = z.strictObject({ date: z.iso.date(), text: z.string(), url: z.url() });
const format = z.enum(FORMATS);

/** What belongs to a report, and the tool cannot know. Versioned: within `@1` keys are only added. */
export const filingSchema = z.object({
  schema: z.literal('gateway-check/filing@1'),
  gateway: z.object({
    name: z.string(),
    title: z.string(),
    homepage: z.url(),
    version: z.string(),
    newest: z
      .object({ version: z.string(), why: z.string().optional() })
      .describe('that was known on the day, and why it is not the one that was checked'),
  }),
  needs: z.string().optional().describe('what must be there before and is no package of a registry'),
  setup: z.object({
    name: z.string().describe('documented, or what differs; defaults: as it comes'),
    basis: z.string().describe('the page that says so'),
    configuration: z
      .array(z.object({ file: z.string(), text: z.string() }))
      .describe('{port} and {upstream} stand for ports, {folder} for its folder'),
    patches: z.array(z.string()).describe('what was changed in the gateway: such a run has no verdict'),
    retries: z.string().describe('retries and fallbacks in force'),
    unsteady: z
      .array(z.string())
      .optional()
      .describe('rules that it keeps in one run and breaks in the next, by chance'),
  }),
  route: z.object({
    name: z.string(),
    format,
    path: z.string().optional(),
    topology: z.enum(['relay', 'bridge']),
    upstreamFormat: format,
    options: z.array(z.string()).describe('of gateway-check run'),
  }),
  date: z.iso.date(),
  tool: z.object({ name: z.literal('gateway-check'), version: z.string() }),
  contract: z.object({ edition: z.string() }),
  reproduce: z.string(),
  report: z.object({
    file: z.string().describe('beside this one'),
    sha256: z.string().regex(/^[\da-f]{64}$/),
  }),
  confirmations: z
    .array(confirmationSchema)
    .describe('where each broken rule was confirmed by hand; each MUST has one'),
  vendorResponse: vendorResponse.nullable(),
});
export type Filing = z.infer<typeof filingSchema>;

/** What only whoever files a report knows. */
export interface Known {
  readonly confirmations: readonly Confirmation[];
  readonly vendorResponse: Filing['vendorResponse'];
}

/** The filing of a report that was just made. */
export function filingOf({ way, bytes, report, configuration }: Driven, known: Known): Filing {
  const { gateway, setup, route } = way;
  const { name, title, homepage, version, newest, needs } = gateway;
  const broken = new Set(brokenIn(report.results));
  return {
    schema: 'gateway-check/filing@1',
    gateway: { name, title, homepage, version, newest: { ...newest } },
    ...(needs !== undefined && { needs }),
    setup: {
      name: setup.name,
      basis: setup.basis,
      configuration: [...configuration],
      patches: [...(setup.patches ?? [])],
      retries: setup.retries,
      ...(setup.unsteady && { unsteady: [...setup.unsteady] }),
    },
    route: {
      name: route.name,
      format: route.format,
      ...(route.path !== undefined && { path: route.path }),
      topology: report.target.topology,
      upstreamFormat: report.target.upstreamFormat,
      options: [...route.options],
    },
    date: report.startedAt.slice(0, 10),
    tool: report.tool,
    contract: report.contract,
    reproduce: reproduce(way),
    report: { file: reportName(way), sha256: sha256(bytes) },
    confirmations: known.confirmations.filter(({ requirement }) => broken.has(requirement)),
    vendorResponse: known.vendorResponse,
  };
}

/** Rules that results of these statuses show to be broken, each once. */
export function brokenIn(
  results: readonly ReportResult[],
  statuses: readonly ReportResult['status'][] = ['fail', 'warn'],
): string[] {
  const shown = results.filter(({ status }) => statuses.includes(status));
  return [
    ...new Set(shown.flatMap(({ observations }) => observations.map(({ requirement }) => requirement))),
  ];
}

/** Of the file of a report, in the folder of its gateway and version. */
export function reportName({ setup, route }: Way): string {
  return `${setup.name}-${route.name}.json`;
}

function reproduce({ gateway, setup, route }: Way): string {
  const words = [gateway.name, '--setup', setup.name, '--route', route.name];
  return `npm run interop -- ${words.map(quoted).join(' ')}`;
}

/** As hex digits, of the bytes of a file. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
