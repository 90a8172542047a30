import type { Report } from './model.ts';

/** The report as a JSON document. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
