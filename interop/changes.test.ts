import { expect, test } from 'vitest';
import type { Report, ReportResult } from '../src/report/model.ts';
import { changes } from './changes.ts';

const PASSED: ReportResult = {
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

function observed(...ids: readonly string[]): Pick<ReportResult, 'observations'> {
  const where = { exchange: 'u3', part: 'request-header' } as const;
  return { observations: ids.map((requirement) => ({ requirement, expected: 'a', actual: 'b', where })) };
}

const FAILED: ReportResult = { ...PASSED, status: 'fail', ...observed('MSG-HDR-01') };
const skipped = (reason: string): ReportResult => ({ ...PASSED, status: 'skip', reason });

function report(results: readonly ReportResult[], more: Partial<Report> = {}): Report {
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

const WAY = 'messages/betas/every-value, anthropic';

test.each([
  ['mended', [FAILED], [PASSED], [`${WAY}: was fail (MSG-HDR-01), now pass`]],
  ['broken', [PASSED], [FAILED], [`${WAY}: was pass, now fail (MSG-HDR-01)`]],
  ['new', [], [PASSED], [`${WAY}: was not there, now pass`]],
  ['gone', [FAILED], [], [`${WAY}: was fail (MSG-HDR-01), now not there`]],
  [
    'about another rule',
    [FAILED],
    [{ ...FAILED, ...observed('MSG-HDR-04', 'MSG-HDR-01') }],
    [`${WAY}: was fail (MSG-HDR-01), now fail (MSG-HDR-01 MSG-HDR-04)`],
  ],
  [
    'skipped for another reason',
    [skipped('takes long; add --slow')],
    [skipped('throttled by the target')],
    [`${WAY}: was skip (takes long; add --slow), now skip (throttled by the target)`],
  ],
  [
    'hidden by another breach',
    [{ ...skipped('the stream is buffered'), blockedBy: 'MSG-STR-02' }],
    [{ ...skipped('the stream is buffered'), blockedBy: 'MSG-STR-03' }],
    [`${WAY}: was skip because of MSG-STR-02, now skip because of MSG-STR-03`],
  ],
  [
    'in another format only',
    [PASSED],
    [{ ...PASSED, format: 'bedrock' as const }],
    [`${WAY}: was pass, now not there`, 'messages/betas/every-value, bedrock: was not there, now pass'],
  ],
])('what is %s is said', (_, before, now, said) => {
  expect(changes(report(before), report(now))).toEqual(said);
});

test('verdict and edition are compared', () => {
  const before = report([PASSED]);
  const summary = { ...before.summary, verdict: 'partial' as const };
  expect(changes(before, report([PASSED], { summary, contract: { edition: '2027-01' } }))).toEqual([
    'edition of the contract: was 2026-11, now 2027-01',
    'verdict: was conforming, now partial',
  ]);
});

test('seeds, times, words of the gateway and numbers are no difference', () => {
  const where = { exchange: 'u9', part: 'request-header' } as const;
  const observations = [{ requirement: 'MSG-HDR-01', expected: 'c', actual: 'd', where }];
  const before = [FAILED, { ...skipped('not served (status 404), which is optional'), check: 'other' }];
  const after = [
    { ...FAILED, durationMs: 900, observations },
    { ...skipped('not served (status 405), which is optional'), check: 'other' },
  ];
  const later = { seed: 'other', startedAt: '2027-11-24T00:00:00.000Z', durationMs: 900 };
  expect(changes(report(before), report(after, later))).toEqual([]);
});
