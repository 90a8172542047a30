import { expect, test } from 'vitest';
import { judged } from './judge.ts';
import { nginx } from './nginx.ts';

/** Silences of two minutes, at full length, and what else a whole run has. */
const TIMEOUT = 600_000;

// In a file of its own, so that it waits beside the other one.
test('nginx as installed gives up after a minute, and at 1 MB', { timeout: TIMEOUT }, async () => {
  const fast = await judged(nginx(''));
  const found = await judged(nginx(''), { slow: true });
  expect(found.filter((finding) => !fast.includes(finding))).toEqual([
    'fail common/body-size/up-to-the-limit',
    'fail common/long-answers/whole',
    'fail messages/keep-alive/long-silence',
    'fail messages/stream-pace/waits-for-slow-start',
    'warn common/body-size/refused-in-the-envelope',
    'warn common/long-answers/no-early-timeout',
  ]);
});
