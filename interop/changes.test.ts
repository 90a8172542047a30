import { expect, test } from 'vitest';
import type { ReportResult } from '../src/report/model.ts';
import { changes } from './changes.ts';
import { FAILED, observed, PASSED, report } from './sample.ts';

const skipped = (reason: string): ReportResult => ({ ...PASSED, status: 'skip', reason });

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

test('what is a matter of chance with a gateway is no difference', () => {
  const other = { ...FAILED, check: 'other', requirements: ['MSG-HDR-01', 'MSG-HDR-04'] };
  expect(
    changes(report([FAILED, other]), report([PASSED, { ...other, status: 'pass' }]), ['MSG-HDR-01']),
  ).toEqual(['other, anthropic: was fail (MSG-HDR-01), now pass (MSG-HDR-01)']);
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
