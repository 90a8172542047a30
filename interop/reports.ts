import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { renderJson } from '../src/report/json.ts';
import { type Report, reportSchema } from '../src/report/model.ts';
import type { Driven } from './drive.ts';
import { brokenIn, type Filing, filingOf, filingSchema, reportName, sha256 } from './filing.ts';
import { confirmationsIn, loadFindings } from './findings.ts';
import type { Way } from './ways.ts';

/** Where reports are filed, in the folder of the project: one folder for each gateway, in it one for each version. */
const FOLDER = 'reports';
const FILING = '.filing.json';

/** A report as it is filed, with what belongs to it. */
export interface Filed {
  /** As a path in the project. */
  readonly file: string;
  readonly report: Report;
  readonly filing: Filing;
}

/** Why a report cannot be filed. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
}

/** Where the report of a way is filed, as a path in the project. */
export function reportFile(way: Way): string {
  return join(FOLDER, way.gateway.name, way.gateway.version, reportName(way));
}

/**
 * The report of a way as it is filed; undefined when there is none.
 * @throws when it is not what was filed
 */
export async function filedReport(way: Way): Promise<Filed | undefined> {
  const filing = filingFile(reportFile(way));
  const isThere = await readFile(filing).then(
    () => true,
    () => false,
  );
  return isThere ? loadFiled(filing) : undefined;
}

/** Every report that is filed, in order of its path. */
export async function allFiled(): Promise<Filed[]> {
  const names = await readdir(FOLDER, { recursive: true });
  const filings = names.filter((name) => name.endsWith(FILING)).sort();
  return Promise.all(filings.map((name) => loadFiled(join(FOLDER, name))));
}

async function loadFiled(path: string): Promise<Filed> {
  const filing = filingSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  const file = join(dirname(path), filing.report.file);
  const bytes = await readFile(file);
  if (sha256(bytes) !== filing.report.sha256)
    throw new Error(`${file} is not the report that was filed: its SHA-256 is not that of ${path}`);
  return { file, filing, report: reportSchema.parse(JSON.parse(bytes.toString())) };
}

/**
 * Files a report and what belongs to it, both or none. A vendor's response to the one before is kept.
 * @returns where it is
 * @throws Unfit when a MUST that failed was not confirmed by hand, or the report is not fit to be shown
 */
export async function file(driven: Driven): Promise<string> {
  const { way, bytes, report } = driven;
  const confirmations = confirmationsIn(await loadFindings(way.gateway.name));
  refuseUnfit(driven, new Set(confirmations.map(({ requirement }) => requirement)));
  const before = await filedReport(way).catch(() => undefined);
  const vendorResponse = before?.filing.vendorResponse ?? null;
  const filing = filingOf(driven, { confirmations, vendorResponse });
  const path = reportFile(way);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, bytes);
  await writeFile(`${filingFile(path)}.new`, renderJson(filing));
  await rename(`${path}.new`, path);
  await rename(`${filingFile(path)}.new`, filingFile(path));
  return `${path}, ${report.summary.verdict}`;
}

function refuseUnfit({ way, bytes, report }: Driven, confirmed: ReadonlySet<string>): void {
  if (report.stopped) throw new Unfit(`the run was stopped: ${report.stopped.reason}`);
  const [broke] = report.results.filter(({ status }) => status === 'error');
  if (broke) throw new Unfit(`${broke.check} broke: ${broke.reason}`);
  const places = [process.cwd(), join(homedir(), '.cache')].filter((place) => bytes.includes(place));
  if (places.length > 0) throw new Unfit(`places of this machine are in the report: ${places.join(', ')}`);
  const open = brokenIn(report.results, ['fail']).filter((id) => !confirmed.has(id));
  if (open.length === 0) return;
  throw new Unfit(
    `not filed, since these are not confirmed by hand: ${open.join(', ')}. ` +
      `Show the bytes on both hops in interop/${way.gateway.name}/findings.md, under a heading that names them.`,
  );
}

function filingFile(report: string): string {
  return report.replace(/\.json$/, FILING);
}
