import { ANY, EITHER, EVERY_FORMAT, family, RELAY, UPSTREAM } from '../row.ts';

/** MSG-BODY: the request body on its way to the upstream. */
export const body = family({
  'MSG-BODY-01': {
    level: 'must',
    title: 'Every top-level body field reaches the upstream',
    statement:
      'Whatever stands at the top level of the request body arrives there, also fields that are newer than the gateway. Only `model`, where the body has one, may change, by a declared mapping.',
    levelReason:
      'The guide asks to pass body fields through in place of allowlisting those seen today. A field that is lost or refused fails turns, or loses a feature.',
    breaks:
      'A gateway that refuses unknown fields ends the turn with "API Error: 400" after up to six silent attempts. One that drops them makes `/effort`, context editing or auto mode do nothing.',
    remedy:
      'Forward the parsed object or, better, the bytes, and change what you must change in place. Do not rebuild the body from a list of parameters. LiteLLM: the pass-through routes `/anthropic`, `/bedrock` and `/vertex_ai`, or at least `drop_params: false`. Portkey 1.15.2 keeps listed fields only and has no setting for it.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'rollout', 'products'],
    doubt: {
      settled: false,
      note: 'The words of the API for an unknown field, `<path>: Extra inputs are not permitted`, are in several issues of Claude Code, which reacts to them; no recording holds them. Checks match the status, the type and the path.',
    },
  },
  'MSG-BODY-02': {
    level: 'should',
    title: 'The body reaches a Claude upstream byte for byte',
    statement:
      'Key order, white space, escapes such as `\\u00e9` and `\\/`, and repeated keys arrive as they were sent. Number literals belong to MSG-BODY-15.',
    levelReason:
      'A body that parses to the same values works. What a new serialisation costs is cache hits, and now and then a check of earlier thinking blocks.',
    breaks:
      'Turns cost more: the prompt cache matches on the serialised prefix, so a changed key order or escape is a miss. `cache_read_input_tokens` stays low with no error.',
    remedy:
      "Forward the received buffer, as nginx, HAProxy, Envoy, Caddy and the Claude apps gateway in front of the Claude API do. Express: `express.raw({ type: '*/*' })` in place of `express.json()`. Where a field must change, edit it in the text, or serialise with stable key order and without escaping non-ASCII characters.",
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'caching', 'products'],
  },
  'MSG-BODY-03': {
    level: 'must',
    title: 'Lists of blocks stay lists of blocks',
    statement:
      '`system` and message `content` that were sent as lists of blocks arrive as lists with the same blocks, not joined to a string.',
    levelReason:
      'The guide forbids the conversion in so many words: markers and positions are lost with the blocks.',
    breaks:
      'Each turn is billed at the full price, since no cache marker is left, and the attribution block becomes part of the prompt.',
    remedy:
      "Pass `system` and `content` on unchanged. Translation to a chat format with one string for each message is not for Claude upstreams: LiteLLM's `/anthropic` pass-through in place of a model of the OpenAI format, the transformer `Anthropic` in claude-code-router.",
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide'],
  },
  'MSG-BODY-04': {
    level: 'must',
    title: 'No system block or message is added, merged, moved or dropped',
    statement:
      '`system` and `messages` arrive with the same entries at the same indexes, and no block within a message appears, disappears or changes place.',
    levelReason:
      'The guide asks for `system` exactly as received; changed history makes the API refuse earlier thinking blocks.',
    breaks:
      '"API Error: 400 ... bound to a different conversation" in thinking sessions, answers that follow the house prompt in place of Claude Code\'s, and cache misses on every turn.',
    remedy:
      'Switch off system-prompt injection, history trimming, message merging and role repair for Claude routes. LiteLLM: `modify_params: false`, and no prompt-management callback. Kong: no `ai-prompt-decorator` and no `ai-prompt-template`. House rules belong in managed settings or a CLAUDE.md.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'preservedThinking'],
  },
  'MSG-BODY-05': {
    level: 'must',
    title: 'Messages with role `system` are accepted and stay in place',
    statement:
      'An entry of `messages` with `"role": "system"` is neither refused nor moved into `system` nor turned into a user message.',
    levelReason:
      "Current releases send one on each session's first turn. The client recovers from a refusal only when the wording is that of the API, and cannot see a move at all.",
    breaks:
      'A gateway that validates roles ends the turn with "API Error: 400" or 422 about `role`. One that moves the entry changes the cache prefix each turn, so costs rise.',
    remedy:
      'Drop the role check, or leave it to the upstream: a typed model of messages needs `system` among its roles. Take mid-conversation system messages out of "system prompt first" repairs, such as those of `modify_params` in LiteLLM.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'midConversation', 'observed'],
    doubt: {
      settled: true,
      note: "Release 2.1.330 sends such a message on the first turn of every session with a current model. It was seen to recover from `messages.1.role: Input should be 'user' or 'assistant'`.",
    },
  },
  'MSG-BODY-06': {
    level: 'must',
    title: 'Thinking blocks in the history are untouched',
    statement:
      'The `thinking`, `signature` and `data` strings of `thinking` and `redacted_thinking` blocks arrive character for character, empty ones included.',
    levelReason: 'The API verifies them and refuses the request when one differs.',
    breaks:
      'From the second turn of a thinking session: "API Error: 400 ... Invalid `signature` in `thinking` block". Claude Code then drops all earlier thinking and the model forgets its reasoning.',
    remedy:
      'Treat the blocks as opaque: no trimming, no length limit, no filter on block types in the history. LiteLLM: leave `modify_params` off, which may drop thinking to repair a request.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'apiErrors', 'preservedThinking'],
  },
  'MSG-BODY-07': {
    level: 'must',
    title: 'Tool calls, tool results, images and documents arrive complete',
    statement:
      'Ids of `tool_use` and `tool_use_id`, `is_error`, nested result content, image and document sources and `tool_reference` blocks are the same upstream.',
    levelReason: 'The API refuses unpaired ids, and a lost result makes the model work on wrong facts.',
    breaks:
      '"API Error: 400 ... unexpected `tool_use_id`", a pasted picture that Claude cannot see, or tools that were found by search but never become usable.',
    remedy:
      'Do not rewrite ids, and do not filter block types. A schema for content blocks must let unknown types and nested lists through: `extra="allow"` in Pydantic, a loose object in Zod, `json.RawMessage` in Go.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['errors', 'messages', 'toolUse'],
  },
  'MSG-BODY-08': {
    level: 'must',
    title: 'Unknown fields inside nested objects reach the upstream',
    statement:
      'Fields that the gateway does not know arrive wherever they stand: in tools and their schemas, `cache_control`, `thinking`, `output_config`, `metadata`, messages and content blocks.',
    levelReason: 'Features add fields below the top level, paired with a beta value; half a pair is a 400.',
    breaks:
      'Features switched on by a nested field do nothing, such as deferred tools (all tool schemas then fill the context), or end in a 400 that names the field.',
    remedy:
      'Allow additional properties at every level of a typed model, or do not parse into one: `extra="allow"` in Pydantic, loose objects in Zod, `json.RawMessage` in Go, `#[serde(flatten)]` in Rust.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'issue31033', 'issue11678'],
  },
  'MSG-BODY-09': {
    level: 'must',
    title: 'Unknown tool types and block types are neither refused nor dropped',
    statement:
      'A tool with a `type` the gateway has never seen, without `input_schema`, and a content block of an unknown type both reach the upstream.',
    levelReason: 'A refusal fails the turn; a dropped tool is missing without a trace.',
    breaks:
      '"API Error: 400 ... `input_schema`: Field required" as soon as web search is on, or tools that Claude says it does not have.',
    remedy:
      'Validate only what you use. Server tools have no `input_schema`; do not require one, and let a union of tool types or block types end in a case for all others.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'messages'],
    doubt: {
      settled: true,
      note: "The words for an unknown type, `Input tag '...' found using 'type' does not match any of the expected tags`, are in recordings of the API and of Bedrock.",
    },
  },
  'MSG-BODY-10': {
    level: 'should',
    title: 'The gateway adds no field to the body',
    statement:
      'No `user`, `metadata`, `temperature`, `stream`, `max_tokens` or other field appears that the client did not send. Added cache markers belong to CACHE-02b.',
    levelReason: 'Most additions are harmless today. They become a 400 with another API version or model.',
    breaks:
      'Usually nothing. With a newer model or version, "API Error: 400 temperature: Extra inputs are not permitted" for a field no developer set.',
    remedy:
      "Remove default parameters from the Claude routes: `max_tokens`, `temperature` and `extra_body` in LiteLLM's `litellm_params`, defaults in Kong's `model.options`, `override_params` in Portkey's configs. Attribution belongs in your logs or in headers, not in the body.",
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['versioning', 'guide', 'products'],
    doubt: {
      settled: true,
      note: 'The words for a missing field, `<path>: Field required`, are in recordings of the API.',
    },
  },
  'MSG-BODY-11': {
    level: 'should',
    title: 'Content is inspected without being rewritten',
    statement:
      'Text that looks like a key, an e-mail address or a card number arrives as it was written. A gateway that must not let it pass refuses the request in place of masking it.',
    levelReason:
      'The guide says to inspect without modifying. Some organisations mask on purpose, and Claude Code notices only when earlier thinking is bound to the text.',
    breaks:
      'Claude edits files with placeholders in place of the original text. In thinking sessions, "API Error: 400 ... bound to a different conversation".',
    remedy:
      'Set guardrails to detect or to block, not to anonymise, on the Claude routes. LiteLLM with Presidio: `BLOCK` in place of `MASK` in `pii_entities_config`. Bedrock Guardrails: `BLOCK` in place of `ANONYMIZE`.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'preservedThinking'],
  },
  'MSG-BODY-12': {
    level: 'must',
    title: 'Source code in the prompt trips no firewall rule',
    statement:
      'A prompt with XML-like tags, script elements, SQL, shell commands and tens of kilobytes of code is served like a plain one.',
    levelReason: 'The rollout guide demands it: such rules pass short tests and fail real sessions.',
    breaks:
      '"Failed to authenticate. API Error: 403", in the middle of a session, with an HTML page as its text.',
    remedy:
      'Take the API paths out of request-body inspection. AWS WAF: a scope-down statement on the path, or `SizeRestrictions_BODY`, `CrossSiteScripting_BODY`, `GenericLFI_BODY` and the SQL rules set to count. ModSecurity: `SecRequestBodyAccess Off` in that location. Cloudflare: a skip rule for managed rules.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['rollout', 'connect'],
  },
  'MSG-BODY-13': {
    level: 'must',
    title: 'Every Unicode character arrives',
    statement:
      'Emoji, other four-byte characters, right-to-left text, U+2028, escaped NUL and surrogate pairs written as escapes have the same code points upstream.',
    levelReason:
      'Damaged text goes into files that Claude writes, and a lone half of a pair is refused by the API.',
    breaks:
      'Question marks or replacement characters in edited files, or "API Error: 400" about a missing low surrogate that keeps coming back, as the text stays in the history.',
    remedy:
      "Read the body as bytes and decode UTF-8 once, at the end. Never cut strings by length, and never decode chunk by chunk: Node `setEncoding('utf8')` or a `TextDecoder` with `stream: true`, Python `codecs.getincrementaldecoder`.",
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['json', 'ours'],
  },
  'MSG-BODY-14': {
    level: 'must',
    title: '`metadata.user_id` reaches the upstream as the same string',
    statement: 'The value is a string that holds JSON; it is not parsed, replaced or removed.',
    levelReason:
      'It is a body field, and the guide asks for those unchanged. Nothing on the screen shows its loss.',
    breaks:
      'Nothing at first. The provider cannot tell sessions of one organisation apart, which matters for abuse handling and for attribution.',
    remedy:
      'Leave `metadata` alone. Attribute by the credential, or put your own user id in logs or in a header.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['messages', 'guide', 'observed'],
    doubt: {
      settled: false,
      note: 'The types of the SDK name an end user among what thinking blocks are bound to (`end_user_binding_mismatch`). Whether that is read from this field is not documented.',
    },
  },
  'MSG-BODY-15': {
    level: 'should',
    title: 'Number literals and `null` arrive as written',
    statement: 'An integer above 2^53, `1.0`, `1e3` and `null` have the same literal upstream.',
    levelReason: 'Such numbers are rare in real sessions; most literals survive any parser.',
    breaks:
      'Ids of 17 digits and more in tool calls are off by a few units, so a query finds nothing or the wrong record. Limits in tool schemas change.',
    remedy:
      'Forward the bytes, or parse numbers losslessly. JavaScript rounds in `JSON.parse`; Go needs `json.Decoder.UseNumber`.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['json', 'products'],
  },
  'MSG-BODY-16': {
    level: 'must',
    title: 'Fields set through `CLAUDE_CODE_EXTRA_BODY` reach the upstream',
    statement:
      'Fields that developers add to the body themselves arrive with their values, at the top level and below.',
    levelReason: 'The variable exists for this, and the guide asks for all body fields.',
    breaks: 'The option has no effect, or every prompt ends in a 400 from the gateway.',
    remedy:
      'No list of allowed fields, at no level: forward the parsed object or, better, the bytes. LiteLLM: the `/anthropic` pass-through, or `drop_params: false`. Portkey 1.15.2 removes fields that it does not know.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['envVars', 'guide'],
  },
});
