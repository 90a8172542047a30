/** Request bodies of the two sizes that matter. */
import { readFileSync } from 'node:fs';

const FIXTURE = new URL('../../fixtures/requests/anthropic/main-turn.json', import.meta.url);

export function smallBody() {
  return {
    model: 'claude-sonnet-4-6',
    max_tokens: 64,
    messages: [{ role: 'user', content: 'Say hello to the bench, with enough words for ten deltas or so.' }],
  };
}

/** A turn of the shape and size that Claude Code sends: about 50 KB, a dozen tools, cache markers. */
export function claudeCodeBody() {
  return JSON.parse(readFileSync(FIXTURE, 'utf8')).body;
}
