import { expect, test } from 'vitest';
import { type } from '../testbed/terminal.ts';

const BRIEF = 'common/limits/max-tokens';
const SLOW = 'messages/keep-alive/long-silence';

test('a slow run tells what it waits for, and an interruption reports what was found so far', async () => {
  const stop = new AbortController();
  const { code, stdout, stderr } = await type(
    ['run', '--slow', '--only', BRIEF, '--only', SLOW, '--json', '-'],
    {
      interruption: stop.signal,
      onProgress: (text) => {
        if (text.includes(SLOW)) setImmediate(() => stop.abort());
      },
    },
  );
  expect(stderr).toContain(`slow: ${SLOW}, up to 130 s\n`);
  expect(code).toBe(130);
  const report: { stopped: unknown; results: { check: string; status: string }[] } = JSON.parse(stdout);
  expect(report.stopped).toEqual({ why: 'interrupted', reason: 'interrupted' });
  expect(report.results.map(({ check, status }) => [check, status])).toEqual([[BRIEF, 'pass']]);
});
