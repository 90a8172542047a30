import { expect, test } from 'vitest';
import { judged } from './judge.ts';
import { nginx, tunedNginx } from './nginx.ts';

/** Silences of two minutes, at full length, and what else a whole run has. */
const TIMEOUT = 600_000;
/** What nginx says by itself is HTML, and its header buffers hold 8 KB: so in every configuration. */
const OWN_WORDS = [
  'warn common/header-size/32-kb',
  'warn common/unreachable/never-html',
  'warn common/unreachable/quick-json',
];

test.concurrent('nginx as documented bears every silence and size', { timeout: TIMEOUT }, async () => {
  expect(await judged(tunedNginx, { slow: true })).toEqual(OWN_WORDS);
});

test.concurrent('nginx as installed gives up after a minute, and at 1 MB', { timeout: TIMEOUT }, async () => {
  const found = await judged(nginx(''), { slow: true });
  const fast = await judged(nginx(''));
  expect(found.filter((finding) => !fast.includes(finding))).toEqual([
    'fail common/body-size/up-to-the-limit',
    'fail common/long-answers/whole',
    'fail messages/keep-alive/long-silence',
    'fail messages/stream-pace/waits-for-slow-start',
    'warn common/body-size/refused-in-the-envelope',
    'warn common/long-answers/no-early-timeout',
  ]);
});
