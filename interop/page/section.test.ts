import { expect, test } from 'vitest';
import type { Sessions } from '../claude/filed.ts';
import { FAILED, filed, observed, PASSED } from '../sample.ts';
import { compatibilityPage } from './compatibility.ts';
import type { Beside } from './section.ts';

const NOTHING: Beside = { findings: [] };
const FILED = filed([PASSED]);
const { setup, route } = FILED.filing;

function linesOf(one: typeof FILED, beside = NOTHING): string[] {
  return compatibilityPage([one], () => beside).split('\n');
}

/** The line of the table, cell by cell. */
function cellsOf(one: typeof FILED): string[] {
  const [line = ''] = linesOf(one).filter((text) => text.startsWith('| [Thing 1.0.0]'));
  return line.split(' | ').slice(1);
}

test('a gateway that keeps all rules has a tick', () => {
  expect(cellsOf(FILED)).toEqual([
    'documented',
    '[messages](#thing-100-documented-messages)',
    'conforming',
    '✓ |',
  ]);
});

test('what is broken is counted by rule, and leads to what was seen and where it is confirmed', () => {
  const shown = 'interop/thing/findings.md#msg-hdr-01';
  const confirmations = [{ requirement: 'MSG-HDR-01', cause: 'gateway' as const, shown }];
  const warned = {
    ...FAILED,
    status: 'warn' as const,
    check: 'other',
    ...observed('MSG-HDR-04', 'MSG-HDR-04'),
  };
  const one = filed([FAILED, warned], { confirmations });
  expect(cellsOf(one).slice(2)).toEqual([
    'not-conforming',
    '[✗ 1 ! 1](#thing-100-documented-messages--msg-hdr) |',
  ]);
  const rows = linesOf(one).filter((line) => /^\| (<a |FAIL|WARN)/.test(line));
  expect(rows).toEqual([
    expect.stringMatching(
      /^\| <a id="thing-100-documented-messages--msg-hdr"><\/a>FAIL \[MSG-HDR-01\]\(requirements\/msg-hdr\.md#msg-hdr-01\) \| .* \| `b` \| \[gateway\]\(\.\.\/interop\/thing\/findings\.md#msg-hdr-01\) \|$/,
    ),
    expect.stringMatching(
      /^\| WARN \[MSG-HDR-04\]\(requirements\/msg-hdr\.md#msg-hdr-04\) \| .* \| `b` \| {2}\|$/,
    ),
  ]);
});

test('what was not judged has a dash', () => {
  const one = filed([{ ...PASSED, status: 'skip', reason: 'takes long; add --slow' }]);
  expect(cellsOf(one).at(-1)).toBe('– |');
});

test('a patched gateway has no verdict, and what was patched is said', () => {
  const one = filed([PASSED], { setup: { ...setup, patches: ['listens on loopback'] } });
  expect(cellsOf(one)[2]).toBe('patched: no verdict');
  expect(linesOf(one)).toContain('- Patched: listens on loopback.');
});

test('defaults and bridges are labelled so', () => {
  const one = filed([PASSED], {
    setup: { ...setup, name: 'defaults' },
    route: { ...route, topology: 'bridge', upstreamFormat: 'bedrock' },
  });
  expect(cellsOf(one).slice(0, 2)).toEqual([
    'defaults: as it comes',
    '[messages](#thing-100-defaults-messages), to Bedrock',
  ]);
});

test('newest version, retries and the vendor have their say', () => {
  const vendorResponse = { date: '2026-12-01', text: 'Mended in 1.1.0.', url: 'https://example.com/1' };
  const lines = linesOf(filed([FAILED], { vendorResponse }));
  expect(lines).toEqual(
    expect.arrayContaining([
      '- Newest version known: 1.1.0 (not on the registry yet).',
      '- Retries and fallbacks: none.',
      '- The vendor, 2026-12-01: Mended in 1.1.0. ([source](https://example.com/1))',
    ]),
  );
});

test('what a gateway said cannot break the table or the page', () => {
  const where = { exchange: 'c1', part: 'status' } as const;
  const actual = 'a | `b`\n<script>\u001b[2J';
  const observations = [{ requirement: 'MSG-HDR-01', expected: '', actual, where }];
  const row = linesOf(filed([{ ...FAILED, observations }])).find((line) => line.includes('script'));
  expect(row).toContain("| `a \\| 'b' <script> [2J` |");
});

test('how Claude Code fared is said, and explained where it is not what the verdict says', () => {
  const sessions: Sessions = {
    schema: 'gateway-check/claude-code@1',
    client: '2.1.330',
    date: '2026-11-24',
    gateway: 'thing',
    version: '1.0.0',
    setup: 'documented',
    route: 'messages',
    sessions: [{ name: 'key', outcome: 'completes', exitCode: 0, provider: [] }],
  };
  const findings = [
    {
      heading: 'Claude Code through it',
      address: 'interop/thing/findings.md#claude-code-through-it',
      text: '',
    },
  ];
  const said = (one: typeof FILED) =>
    linesOf(one, { sessions, findings }).find((line) => /Claude Code 2/.test(line));
  expect(said(FILED)).toBe('- Claude Code 2.1.330 through it: key: completes.');
  expect(said(filed([FAILED]))).toBe(
    '- Claude Code 2.1.330 through it: key: completes, other than the verdict, [explained](../interop/thing/findings.md#claude-code-through-it).',
  );
});
