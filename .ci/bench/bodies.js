/** Request bodies of the two sizes that matter. */
import { readFileSync } from 'node:fs';

const FIXTURES = new URL('../../fixtures/requests/', import.meta.url);

/** The mock says it back in eight deltas of 24 characters: a stream of 14 events. */
const PROMPT =
  'Say hello to the bench, and say it in as many words as a short answer of a model has, so that the stream ' +
  'has eight deltas between its start and its end, which are fourteen events.';

export function smallBody() {
  return { model: 'claude-sonnet-4-6', max_tokens: 64, messages: [{ role: 'user', content: PROMPT }] };
}

/** A turn of the shape and size that Claude Code sends: about 50 KB, a dozen tools, cache markers. */
export function claudeCodeBody(format = 'anthropic') {
  const { body } = JSON.parse(readFileSync(new URL(`${format}/main-turn.json`, FIXTURES), 'utf8'));
  const asked = body.messages.find(({ role }) => role === 'user').content;
  asked.at(-1).text = PROMPT;
  return body;
}

/** The small one as Bedrock takes it: model and stream are in its path. */
export function smallBedrockBody() {
  const { model, ...body } = smallBody();
  return { anthropic_version: 'bedrock-2023-05-31', ...body };
}
