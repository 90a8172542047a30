import { ANY, EITHER, EVERY_FORMAT, family, RELAY, UPSTREAM } from '../row.ts';

/**
 * SYS: the attribution block, the first entry of `system`, whose text begins with `x-anthropic-billing-header:`.
 * The Claude API removes it before the model sees it, but only as the unchanged first entry.
 */
export const systemBlock = family({
  'SYS-01': {
    level: 'must',
    title: 'The attribution block arrives as the first system entry, unchanged',
    statement:
      'Entry 0 of `system` is the block, alone and with the same text, and the entries after it keep their places.',
    levelReason:
      'The guide asks for the array exactly as received, since the API removes the block by position.',
    breaks: 'The block becomes part of the prompt and of the cache key, so that cache hits are lost.',
    remedy:
      'Forward `system` as it is: LiteLLM `modify_params: false`, Kong without `ai-prompt-decorator`, guardrails that inspect and do not rewrite. If you must reshape it, have developers set `CLAUDE_CODE_ATTRIBUTION_HEADER=0`.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'observed'],
    doubt: {
      settled: true,
      note: 'Seen with release 2.1.330: `x-anthropic-billing-header: cc_version=...; cc_entrypoint=...;` as the first of three blocks, without `cache_control`; subagents and Vertex add a part.',
    },
  },
  'SYS-02': {
    level: 'must',
    title: 'The attribution block is not merged with another entry',
    statement: 'No text is appended to the block, and no following entry is joined to it.',
    levelReason: 'The guide says that the API drops a merged entry as a whole.',
    breaks: 'Claude answers without the system prompt: it ignores instructions, tools and CLAUDE.md.',
    remedy:
      "Do not join system blocks, neither with a line break nor as one string. Translators to the chat format do: LiteLLM's `/anthropic` pass-through, the transformer `Anthropic` in claude-code-router.",
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide'],
  },
  'SYS-03': {
    level: 'must',
    title: 'Nothing is put before the attribution block',
    statement: 'No system entry of the gateway stands in front of it.',
    levelReason: 'The guide names a prepended block as one of the ways to defeat the removal.',
    breaks:
      'The block becomes part of the prompt and of the cache key, and the house text comes before all instructions.',
    remedy:
      "Switch off prompt prefixes for Claude routes, such as Kong's `ai-prompt-decorator` with `prepend`; use managed settings or a CLAUDE.md for house rules.",
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide'],
  },
  'SYS-04': {
    level: 'should',
    title: 'The attribution block is not stripped in the gateway',
    statement: 'The block is still there upstream. Who does not want it has the client leave it out.',
    levelReason: 'The guide asks to omit it at the client; answers come without it as well.',
    breaks: 'Usage loses its attribution, and auto mode may report its model as temporarily unavailable.',
    remedy:
      'Remove the filter on `x-anthropic-billing-header`, and set `CLAUDE_CODE_ATTRIBUTION_HEADER=0` for developers who must not send it.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'envVars'],
  },
  'SYS-05': {
    level: 'should',
    title: 'A cache of the gateway lives with the attribution block',
    statement: 'A prompt cache keyed on the whole body works, as the block is stable within a conversation.',
    levelReason: 'Only releases before 2.1.181 changed it on each request; the cost is a cache miss.',
    breaks: 'The cache of the gateway never hits for developers on old releases.',
    remedy: 'Have them update, or set `CLAUDE_CODE_ATTRIBUTION_HEADER=0`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['guide'],
    unchecked: {
      reason: 'client-side only',
      note: 'Whether the block is stable is up to the release of Claude Code, not to the gateway.',
    },
  },
  'SYS-06': {
    level: 'must',
    title: 'A request without the attribution block is served',
    statement: 'The gateway does not require the block, whatever it does with it when it is there.',
    levelReason: 'Older releases, other clients and `CLAUDE_CODE_ATTRIBUTION_HEADER=0` send none.',
    breaks: 'Every prompt is refused for developers who followed the advice to switch the block off.',
    remedy:
      'Identify clients by their credential, not by this text, and not by `user-agent` or the beginning of the system prompt.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'observed'],
  },
});
