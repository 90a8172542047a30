import { describe, expect, test } from 'vitest';
import { claudeCode } from './claude-code.ts';
import { expectAutoMode, expectContext, expectSession } from './client-session.ts';
import { MODES } from './modes.ts';
import { startNginx, TUNED } from './nginx.ts';

/** The download happens once; the runs themselves take about a second each. */
const DOWNLOAD_LIMIT = 600_000;

test('Claude Code can be had', { timeout: DOWNLOAD_LIMIT }, async () => {
  expect(await claudeCode()).toMatch(/claude$/);
});

describe.each(MODES)('Claude Code in $name mode', { timeout: 60_000 }, (mode) => {
  test.each(mode.credentials)('completes a session with two tools, with $name', async (credential) => {
    await expectSession(mode, credential);
  });

  test('completes the same session through nginx', async () => {
    await expectSession(mode, mode.credentials[0], (upstream) => startNginx(upstream, TUNED));
  });

  test('shows with /context what was counted', async () => {
    await expectContext(mode);
  });

  test('runs in auto mode what the safeguards let pass', async () => {
    await expectAutoMode(mode);
  });
});
