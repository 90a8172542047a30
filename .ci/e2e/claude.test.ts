import { describe, expect, test } from 'vitest';
import { PROVIDERS } from '../../src/cli/bridging.ts';
import { claudeCode } from './claude-code.ts';
import { expectAutoMode, expectBridged, expectSession } from './client-session.ts';
import { anthropic } from './modes/anthropic.ts';
import { aws } from './modes/aws.ts';
import { bedrock } from './modes/bedrock.ts';
import { foundry } from './modes/foundry.ts';
import { mantle } from './modes/mantle.ts';
import type { Credential, Mode } from './modes/mode.ts';
import { vertex } from './modes/vertex.ts';
import { tunedNginx } from './nginx.ts';
import { expectContext, expectFallback, expectModel, expectPointed } from './single-prompts.ts';

/** The download happens once; the runs themselves take about a second each. */
const DOWNLOAD_LIMIT = 600_000;

test('Claude Code can be had', { timeout: DOWNLOAD_LIMIT }, async () => {
  expect(await claudeCode()).toMatch(/claude$/);
});

const MODES = [anthropic, bedrock, vertex, foundry, aws, mantle];

describe.concurrent.each(MODES)('Claude Code in $name mode', { timeout: 60_000 }, (mode) => {
  test.each(mode.credentials)('completes a session with two tools, with $name', async (credential) => {
    await expectSession(mode, credential);
  });

  test.each(signedToo(mode))('shows with /context what was counted, with $name', async (credential) => {
    await expectContext(mode, credential);
  });

  test('is pointed at a strict mock by the lines that it prints', async () => {
    await expectPointed(mode);
  });

  test('runs in auto mode what the safeguards let pass', async () => {
    await expectAutoMode(mode);
  });
});

/** The first credential, and the one that signs: counts and lookups may be signed by other code than turns. */
function signedToo({ credentials }: Mode): Credential[] {
  return credentials.filter(({ keys }, i) => keys || i === 0);
}

// The other modes put the same on the wire.
test.concurrent.each([anthropic, bedrock, vertex])(
  'Claude Code in $name mode falls back to whole answers',
  async (mode) => {
    await expectFallback(mode);
  },
);

test.concurrent.each(
  [bedrock, vertex].flatMap((mode) => (mode.models ?? []).map(([given, turn]) => ({ mode, given, turn }))),
)('Claude Code in $mode.name mode asks for $given at $turn', async ({ mode, given, turn }) => {
  await expectModel(mode, given, turn);
});

test.concurrent.each([anthropic, bedrock, vertex])(
  'Claude Code in $name mode completes a session through nginx',
  async (mode) => {
    await expectSession(mode, mode.credentials[0], tunedNginx);
  },
);

test.concurrent.each(PROVIDERS)(
  'Claude Code completes a session through a bridge to %s',
  async (provider) => {
    await expectBridged(provider);
  },
);
