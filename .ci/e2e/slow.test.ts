import { expect, test } from 'vitest';
import { judged } from './judge.ts';
import { tunedNginx } from './nginx.ts';

/** Silences of two minutes, at full length, and what else a whole run has. */
const TIMEOUT = 600_000;

test('nginx as documented bears every silence and size', { timeout: TIMEOUT }, async () => {
  expect(await judged(tunedNginx, { slow: true })).toEqual([
    // What nginx says by itself is HTML, and its header buffers hold 8 KB.
    'warn common/header-size/32-kb',
    'warn common/unreachable/never-html',
    'warn common/unreachable/quick-json',
  ]);
});
