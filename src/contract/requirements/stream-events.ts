import { ANY, EITHER, EVERY_FORMAT, family, RELAY, SSE_FORMATS, UPSTREAM } from '../row.ts';

/** MSG-STR, second part: which events arrive, in which order and in which words. */
export const streamEvents = family({
  'MSG-STR-04': {
    level: 'must',
    title: 'A relayed answer means the same, in the same order',
    statement:
      'The events that the client receives add up to the message that the upstream sent: no event with content is lost, doubled or moved. The same holds for an answer in JSON. Pings and `message_stop` carry no content; an alias given back as `model` is no difference.',
    levelReason: 'The guide asks for the full sequence without dropping, duplicating or reordering.',
    breaks:
      'Missing or doubled text, tool calls that never run, or "Part of the response never arrived" and "The response stream was malformed".',
    remedy:
      'Relay the bytes in place of parsing and re-emitting events. Where events are re-emitted, write one output event for each input event.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'errors'],
  },
  'MSG-STR-04b': {
    level: 'should',
    title: 'A relayed answer has the same events and JSON values',
    statement:
      'Event by event, names and JSON values are those of the upstream: deltas are not merged or split, keys not dropped or added. Different bytes for the same values are not judged.',
    levelReason:
      'Claude Code accepts any split that adds up to the same message. Details that no current release reads are lost in silence.',
    breaks: 'Text comes in larger lumps. New fields, such as token estimates, are missing from the display.',
    remedy:
      'Relay the bytes of the upstream body, as plain proxies and the Claude apps gateway in front of the Claude API do. LiteLLM: the `/anthropic` pass-through in place of the unified route.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'ours'],
  },
  'MSG-STR-05': {
    level: 'must',
    title: 'Events come in the order of the grammar',
    statement:
      '`message_start` first; each block as start, deltas, stop, with rising indexes; then one `message_delta` or more and `message_stop`. Each event comes as often as the grammar allows.',
    levelReason:
      'Claude Code builds the message from this order. Of the breaches, a doubled `message_start` is forgiven, a missing `content_block_stop` silently costs the block.',
    breaks:
      'Empty answers with exit code 0, tools that do not run, or "The response stream was malformed ... may be incomplete".',
    remedy:
      'Relay events. A gateway that composes them opens and closes every block exactly once, and gives parallel tool calls indexes of their own.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['streaming', 'observed'],
  },
  'MSG-STR-06': {
    level: 'must',
    title: 'No event points at a block that is not open',
    statement:
      "A delta or a stop names only a block whose start has arrived and whose stop has not. Bedrock's guardrail replies are the one exception and are passed on as they are.",
    levelReason: 'The guide says that Claude Code stops reading at such an event.',
    breaks:
      '"Content block not found" or "Content block already closed"; what follows in the answer is lost.',
    remedy:
      'Forward `content_block_start` of every type, tool calls and unknown ones included. Send each `content_block_stop` once.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'errors', 'observed'],
  },
  'MSG-STR-08': {
    level: 'should',
    title: 'A second `message_delta` with usage alone is relayed as it is',
    statement:
      'A later `message_delta` whose `stop_reason` is null or absent reaches the client unchanged; the gateway neither drops it nor fills in a reason.',
    levelReason:
      'Claude Code keeps the first reason and works with or without the event; only usage is lost.',
    breaks: 'Token counts and cost come out too low, on turns with server tools above all.',
    remedy:
      'Relay every `message_delta`, and do not treat the first one as the last. A translator ends the message at `message_stop` of the upstream, not before.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'observed'],
  },
  'MSG-STR-15': {
    level: 'must',
    title: 'Event framing survives: `event:` line, one JSON document, blank line',
    statement:
      "Each event has its `event:` line, equal to the `type` in its data; the data is one valid JSON document; a blank line ends it. Multi-byte characters split over the upstream's chunks come out whole.",
    levelReason:
      'The SDK inside Claude Code drops frames without an `event:` line, and unreadable data ends the stream.',
    breaks:
      'Without `event:` lines the answer is empty or every turn is asked twice. With broken JSON or UTF-8, "Stream event unreadable" or replacement characters in files that Claude writes.',
    remedy:
      'Relay bytes, not lines. A parser must join chunks before it decodes UTF-8 or splits frames, and must write `event:` again, not only `data:`.',
    formats: SSE_FORMATS,
    topologies: ANY,
    vantages: EITHER,
    sources: ['sse', 'sdk', 'observed'],
  },
  'MSG-STR-16': {
    level: 'must',
    title: 'Unknown events, delta types and fields pass through',
    statement:
      'An event type, a delta type, a block type or a field that is newer than the gateway reaches the client unchanged, on streams and in JSON answers.',
    levelReason:
      'The guide asks for every event. Auto mode depends on a field of the final `message_delta` that older gateways do not know.',
    breaks:
      'Auto mode refuses each action that needs a check and the run exits with 1, since `safeguard_results` got lost. Other new features are absent without a word.',
    remedy:
      'No table of event or delta names, no typed model that drops extra fields: `extra="allow"` in Pydantic, a default case that passes the raw event on. LiteLLM: the `/anthropic` pass-through. claude-code-router: the transformer `Anthropic`.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'versioning', 'observed'],
  },
  'MSG-STR-17': {
    level: 'must',
    title: 'Fragments of tool input are relayed unread',
    statement:
      'The `partial_json` strings of a tool call arrive complete and in order, the empty first one included. They need not be valid JSON, alone or together.',
    levelReason: 'Tool input is acted upon: a changed fragment runs another command or writes another file.',
    breaks:
      'Tools are called with empty or broken input; Claude Code hands the error back to the model, which tries again and again.',
    remedy:
      'Do not parse, repair or collect fragments: relay the bytes, or the string as it is. A translator puts arguments into deltas, not into `content_block_start`, whose `input` stays `{}`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['streaming', 'toolStreaming', 'observed'],
  },
  'MSG-STR-18': {
    level: 'must',
    title: 'Thinking and its signature are relayed whole',
    statement:
      '`thinking_delta` and `signature_delta` events arrive unchanged, also for blocks that hold a signature and no text; `redacted_thinking` keeps its data.',
    levelReason: 'The client sends them back on the next turn, where the API verifies them.',
    breaks:
      '"API Error: 400 ... Invalid `signature` in `thinking` block" on the turn after the first tool call.',
    remedy:
      'Relay both delta types, by relaying bytes or by a default case in the translator. Do not shorten signatures or drop blocks whose text is empty. claude-code-router: the transformer `Anthropic`, since others lose thinking.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['streaming', 'thinking'],
  },
  'MSG-STR-19': {
    level: 'must',
    title: 'Usage numbers are relayed where they stand',
    statement:
      '`usage` of `message_start` and of `message_delta` keeps all its fields and values; the counts of `message_delta` are running totals and are not added up.',
    levelReason:
      'Missing usage does not fail a turn, but automatic compaction reads it: with wrong counts a session runs into the limit.',
    breaks:
      'The context display is wrong, compaction comes too early or never ("Prompt is too long"), and the cost shown is not the one billed.',
    remedy:
      'Relay `usage` untouched, nested objects and unknown keys included. Count for your own books on a copy. A translator that sums `output_tokens` of several `message_delta` counts them twice: they are running totals.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['streaming', 'clientCaching', 'observed'],
  },
  'MSG-STR-20': {
    level: 'should',
    title: 'No foreign frame is added to the stream',
    statement:
      "The stream has no `data: [DONE]`, no events of other APIs and no data frame of the gateway's own.",
    levelReason: 'Claude Code ignores `[DONE]` and unknown events; stricter clients stop with a parse error.',
    breaks: 'Nothing in Claude Code. Other tools fail at the end of an otherwise good answer.',
    remedy:
      'Switch off OpenAI-style endings on this route: `[DONE]` belongs to `/v1/chat/completions`. Keep-alives are comments or `event: ping`.',
    formats: SSE_FORMATS,
    topologies: ANY,
    vantages: EITHER,
    sources: ['streaming', 'observed'],
  },
});
