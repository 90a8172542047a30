import { describe, expect, test } from 'vitest';
import { claudeCode } from './claude-code.ts';
import { expectAutoMode, expectContext, expectSession } from './client-session.ts';
import { anthropic } from './modes/anthropic.ts';
import { aws } from './modes/aws.ts';
import { foundry } from './modes/foundry.ts';
import { mantle } from './modes/mantle.ts';
import { startNginx, TUNED } from './nginx.ts';

/** The download happens once; the runs themselves take about a second each. */
const DOWNLOAD_LIMIT = 600_000;

test('Claude Code can be had', { timeout: DOWNLOAD_LIMIT }, async () => {
  expect(await claudeCode()).toMatch(/claude$/);
});

describe.each([anthropic, foundry, aws, mantle])('Claude Code in $name mode', { timeout: 60_000 }, (mode) => {
  test.each(mode.credentials)('completes a session with two tools, with $name', async (credential) => {
    await expectSession(mode, credential);
  });

  test('shows with /context what was counted', async () => {
    await expectContext(mode);
  });

  test('runs in auto mode what the safeguards let pass', async () => {
    await expectAutoMode(mode);
  });
});

// The other modes put the same on the wire.
test.each([anthropic])('Claude Code in $name mode completes a session through nginx', async (mode) => {
  await expectSession(mode, mode.credentials[0], (upstream) => startNginx(upstream, TUNED));
});
