import type { Report, ReportResult } from '../src/report/model.ts';
import type { Filing } from './filing.ts';
import type { Filed } from './reports.ts';

/** A result as a report has it, for tests. */
export const PASSED: ReportResult = {
  check: 'messages/betas/every-value',
  requirements: ['MSG-HDR-01'],
  level: 'must',
  format: 'anthropic',
  vantage: 'upstream',
  status: 'pass',
  title: 'Every known beta value arrives',
  durationMs: 3,
  observations: [],
  repeat: 'gateway-check run',
  breaks: '',
  remedy: '',
  source: [],
};

/** What shows that rules are broken. */
export function observed(...ids: readonly string[]): Pick<ReportResult, 'observations'> {
  const where = { exchange: 'u3', part: 'request-header' } as const;
  return { observations: ids.map((requirement) => ({ requirement, expected: 'a', actual: 'b', where })) };
}

export const FAILED: ReportResult = { ...PASSED, status: 'fail', ...observed('MSG-HDR-01') };
/** A report with these results. */
export function report(results: readonly ReportResult[], more: Partial<Report> = {}): Report {
  const counts = { pass: 1, skip: 0, error: 0 };
  return {
    schema: 'gateway-check/report@1',
    tool: { name: 'gateway-check', version: '1.2.3' },
    contract: { edition: '2026-11' },
    seed: 'interop',
    startedAt: '2026-11-24T00:00:00.000Z',
    durationMs: 1,
    target: {
      url: 'http://127.0.0.1:1',
      formats: ['anthropic'],
      topology: 'relay',
      upstreamFormat: 'anthropic',
      credential: 'managed',
      served: [],
      labels: {},
    },
    vantage: 'upstream',
    summary: {
      verdict: 'conforming',
      must: { ...counts, fail: 0 },
      should: { ...counts, warn: 0 },
      may: { ...counts, warn: 0 },
    },
    results: [...results],
    ...more,
  };
}

const GATEWAY = {
  name: 'thing',
  title: 'Thing',
  homepage: 'https://example.com/thing',
  version: '1.0.0',
  newest: { version: '1.1.0', why: 'not on the registry yet' },
};

/** A report as it is filed. */
export function filed(results: readonly ReportResult[], more: Partial<Filing> = {}): Filed {
  const verdict = results.some(({ status }) => status === 'fail') ? 'not-conforming' : 'conforming';
  const plain = report(results);
  const made = report(results, { summary: { ...plain.summary, verdict } });
  const filing: Filing = {
    schema: 'gateway-check/filing@1',
    gateway: GATEWAY,
    setup: {
      name: 'documented',
      basis: 'https://example.com/claude-code',
      configuration: [],
      patches: [],
      retries: 'none',
    },
    route: {
      name: 'messages',
      format: 'anthropic',
      topology: 'relay',
      upstreamFormat: 'anthropic',
      options: [],
    },
    date: '2026-11-24',
    tool: made.tool,
    contract: made.contract,
    reproduce: 'npm run interop -- thing --setup documented --route messages',
    report: { file: 'documented-messages.json', sha256: '0'.repeat(64) },
    confirmations: [],
    vendorResponse: null,
    ...more,
  };
  const { setup, route } = filing;
  return { file: `reports/thing/1.0.0/${setup.name}-${route.name}.json`, report: made, filing };
}
