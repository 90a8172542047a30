import { expect, test } from 'vitest';
import { renderConsole } from './console.ts';
import type { Report, ReportResult } from './model.ts';

const ESCAPE = '\u001b';

const finding: ReportResult = {
  check: 'messages/betas/every-value',
  requirements: ['MSG-HDR-01'],
  level: 'must',
  format: 'anthropic',
  vantage: 'upstream',
  status: 'fail',
  title: 'Every value arrives',
  durationMs: 12,
  observations: [
    {
      requirement: 'MSG-HDR-01',
      expected: 'one,two',
      actual: `one${ESCAPE}[2J\r\n\u202etwo`,
      where: { exchange: 'u2', part: 'request-header', path: 'anthropic-beta' },
    },
    {
      requirement: 'MSG-HDR-01',
      expected: '1',
      actual: '2',
      where: { exchange: 'c1', part: 'event', event: 3, path: 'usage.input_tokens' },
    },
  ],
  exchanges: ['c1', 'u2'].map((id) => ({
    id,
    vantage: id === 'u2' ? 'upstream' : 'client',
    requestLine: 'POST /v1/messages?beta=true HTTP/1.1',
    requestHeaders: [],
    requestBody: { bytes: 0 },
    status: 200,
    responseHeaders: [],
    chunks: [],
    ended: 'complete',
  })),
  deviations: [{ requirement: 'MSG-HDR-01', reason: 'known', url: 'https://tracker.example/1' }],
  repeat: 'gateway-check run http://gateway.example --only messages/betas/every-value',
  breaks: 'Each turn ends in a 400.',
  remedy: 'Forward the header.',
  source: [{ title: 'The guide', url: 'https://guide.example' }],
};

function served(format: ReportResult['format'], url: string): Report['target']['served'][number] {
  return { format, url, model: 'claude-sonnet-4-6', credential: 'managed' };
}

function report(results: readonly ReportResult[], verdict: Report['summary']['verdict']): Report {
  const none = { pass: 0, skip: 0, error: 0 };
  return {
    schema: 'gateway-check/report@1',
    tool: { name: 'gateway-check', version: '1.0.0' },
    contract: { edition: '2026-11' },
    seed: '7',
    startedAt: '2026-11-23T00:00:00.000Z',
    durationMs: 1234,
    target: {
      url: 'http://gateway.example',
      formats: ['anthropic'],
      topology: 'relay',
      upstreamFormat: 'anthropic',
      credential: 'managed',
      served: [served('anthropic', 'http://gateway.example')],
      labels: {},
    },
    vantage: 'upstream',
    summary: { verdict, must: { ...none, fail: 1 }, should: { ...none, warn: 0 }, may: { ...none, warn: 0 } },
    results: [...results],
  };
}

const plain = { colour: false, width: 120 };

test('a finding says what, where, what breaks, how to mend and how to repeat it', () => {
  expect(renderConsole(report([finding], 'not-conforming'), plain)).toBe(
    `FAIL  messages/betas/every-value  Every value arrives
  rule      MSG-HDR-01 (MUST)
  expected  one,two
  actual    one\\u{1b}[2J\\u{d}\\u{a}\\u{202e}two
  where     request header anthropic-beta of u2, POST /v1/messages?beta=true HTTP/1.1 as it arrived upstream
  rule      MSG-HDR-01 (MUST)
  expected  1
  actual    2
  where     stream event 3 at usage.input_tokens of c1, POST /v1/messages?beta=true HTTP/1.1 as the client got it
  declared  MSG-HDR-01: known https://tracker.example/1
  breaks    Each turn ends in a 400.
  remedy    Forward the header.
  source    The guide https://guide.example
  repeat    gateway-check run http://gateway.example --only messages/betas/every-value

MUST   0 pass, 0 skip, 0 error, 1 fail
SHOULD 0 pass, 0 skip, 0 error, 0 warn
MAY    0 pass, 0 skip, 0 error, 0 warn
not-conforming: http://gateway.example, seen from the client and the upstream, 1 check in 1.2 s, seed 7
`,
  );
});

test('a report on several formats says in which one a finding was made, and where each is served', () => {
  const one = report([finding, { ...finding, format: 'aws' }], 'not-conforming');
  const [messages, aws] = ['http://gateway.example', 'http://gateway.example/aws'];
  const several: Report = {
    ...one,
    target: {
      ...one.target,
      formats: ['anthropic', 'foundry', 'aws'],
      served: [served('anthropic', messages), served('foundry', messages), served('aws', aws)],
    },
  };
  const text = renderConsole(several, plain);
  expect(text.match(/^ {2}format {4}\w+$/gm)).toEqual(['  format    anthropic', '  format    aws']);
  expect(text).toContain(`\nnot-conforming: ${messages}, ${aws}, seen from`);
});

test('what passed is not mentioned, what was skipped is counted by its reason', () => {
  const results: ReportResult[] = [
    { ...finding, status: 'pass', observations: [] },
    { ...finding, status: 'skip', reason: 'takes long; add --slow', observations: [] },
    { ...finding, status: 'skip', reason: 'takes long; add --slow', observations: [] },
  ];
  const text = renderConsole(report(results, 'conforming'), plain);
  expect(text).not.toContain('every-value');
  expect(text).toMatch(/^skipped 2: takes long; add --slow\n/);
});

test('no control character reaches the terminal, wherever the gateway put it', () => {
  const evil = `${ESCAPE}]0;owned\u0007\u009b31m`;
  const nasty: ReportResult = {
    ...finding,
    reason: evil,
    title: evil,
    repeat: evil,
    observations: [{ requirement: evil, expected: evil, actual: evil, where: { part: 'event', path: evil } }],
    exchanges: [],
    deviations: [{ requirement: evil, reason: evil }],
  };
  const stopped = { why: 'unproven', reason: evil } as const;
  const text = renderConsole({ ...report([nasty], 'partial'), stopped, seed: evil }, plain);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
  expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
});

test('colours come only when asked for', () => {
  const both = [false, true].map((colour) =>
    renderConsole(report([finding], 'partial'), { colour, width: 100 }),
  );
  expect(both.map((text) => text.includes(ESCAPE))).toEqual([false, true]);
});

test('a value of many kilobytes and a hundred observations stay readable', () => {
  const observation = finding.observations[0];
  const long = Array.from({ length: 100 }, () => ({
    ...observation,
    actual: 'x'.repeat(50_000),
  })) as typeof finding.observations;
  const text = renderConsole(report([{ ...finding, observations: long }], 'not-conforming'), plain);
  expect(text.length).toBeLessThan(6_000);
  expect(text).toContain('and 95 more, see --json');
});
