import { CLOUD, EITHER, EVERY_FORMAT, family, RELAY, SSE_FORMATS, UPSTREAM } from '../row.ts';

/**
 * FEAT: capabilities that travel as a pair of a beta value and a body field, or as one of the two. The values named
 * here are those of today: a gateway must not know them, only pass them. They stand in `anthropic-beta`, and in
 * Bedrock format in `anthropic_beta` of the body. A row binds Bedrock and Vertex where Claude Code was seen to send
 * the feature there; other fields are held by MSG-BODY in these formats.
 */
export const features = family({
  'FEAT-00': {
    level: 'must',
    title: 'Both halves of a feature pair travel together',
    statement:
      'A beta value and the body field that it enables arrive together. Neither is dropped alone, and a half that was sent alone is not completed.',
    levelReason:
      'The guide says that half a pair is a hard 400, and that a feature is off quietly only when both are absent.',
    breaks: '"API Error: 400 <field>: Extra inputs are not permitted", after up to six silent attempts.',
    remedy:
      'Forward beta values and body alike. What you cannot forward, drop as a pair, or set `CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS=1` for developers.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide'],
  },
  'FEAT-01': {
    level: 'must',
    title: 'Adaptive thinking arrives',
    statement:
      '`thinking: {"type": "adaptive"}` reaches the upstream as it is, with its further keys and without any beta value.',
    levelReason: 'The guide lists the field; current models refuse the older form with a fixed budget.',
    breaks:
      '"API Error: 400" about `thinking` on every turn, or shallower answers at the same effort setting.',
    remedy:
      'Remove the translation of `thinking` to `enabled` with `budget_tokens`, and let unknown types through.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'thinking', 'observed'],
  },
  'FEAT-02': {
    level: 'must',
    title: 'Context management arrives with its beta value',
    statement: '`context_management` and the `context-management-*` value reach the upstream together.',
    levelReason: 'The guide lists the pair and calls half of it a 400; Claude Code sends it on every turn.',
    breaks:
      '"API Error: 400 context_management: Extra inputs are not permitted" in one form, a context that fills up sooner in the other.',
    remedy:
      'Forward the field and the value: LiteLLM the `/anthropic` pass-through, Bifrost `context-management-` in `beta_header_overrides`. Portkey 1.15.2 removes the field. `CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS=1` for developers meanwhile.',
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'contextEditing', 'issue21612', 'observed'],
    doubt: {
      settled: true,
      note: 'The guide says that the refusal is not worked around. Release 2.1.330 goes on without the pair when the wording is kept, on the Messages format; on Bedrock it ends the turn.',
    },
  },
  'FEAT-03': {
    level: 'must',
    title: 'The beta value for a context of a million tokens arrives',
    statement: 'The `context-1m-*` value, which has no body field, reaches the upstream.',
    levelReason:
      'The guide asks to forward it. Its loss shows only when a session outgrows the smaller window.',
    breaks: '"Prompt is too long" at 200,000 tokens, though a model with `[1m]` was chosen.',
    remedy:
      'Forward `anthropic-beta`, or `anthropic_beta` of a Bedrock body, whole. LiteLLM: `forward_client_headers_to_llm_api: true`. Bifrost: `beta_header_overrides` with `context-1m-` allowed.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'contextWindows', 'observed'],
  },
  'FEAT-04': {
    level: 'must',
    title: 'The beta value for interleaved thinking arrives',
    statement: 'The `interleaved-thinking-*` value, which has no body field, reaches the upstream.',
    levelReason: 'The guide asks to forward it. Nothing on the screen shows its loss.',
    breaks: 'Claude does not think between tool calls; results are worse without a reason to be seen.',
    remedy:
      'Forward `anthropic-beta`, or `anthropic_beta` of a Bedrock body, whole. LiteLLM: `forward_client_headers_to_llm_api: true`. Bifrost: `beta_header_overrides` with `interleaved-thinking-` allowed.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'thinking', 'observed'],
  },
  'FEAT-05': {
    level: 'must',
    title: '`strict` of a tool arrives with its beta value',
    statement: 'The field and the structured-outputs value reach the upstream together.',
    levelReason: 'The guide lists the beta tool fields among the pairs.',
    breaks: '"API Error: 400 tools.N.custom.strict: Extra inputs are not permitted".',
    remedy:
      'Forward tool objects unchanged, and `anthropic-beta` whole. LiteLLM: the `/anthropic` pass-through, or `drop_params: false`.',
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'structuredOutputs', 'issue11678'],
  },
  'FEAT-06': {
    level: 'must',
    title: 'Tool search arrives: `defer_loading`, references and beta value',
    statement:
      '`defer_loading` on tools, `tool_reference` blocks in results and the beta value (`advanced-tool-use-*`, `tool-search-tool-*`) reach the upstream together.',
    levelReason:
      'The guide lists the pair; half of it is a 400, and without both all tool schemas are loaded at once.',
    breaks:
      '"API Error: 400 tools.N.custom.defer_loading: Extra inputs are not permitted", or a context filled by MCP tools before the first prompt.',
    remedy:
      'Forward tools, result blocks and `anthropic-beta` unchanged. `ENABLE_TOOL_SEARCH=false` switches the feature off meanwhile.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'envVars', 'issue31033', 'observed'],
  },
  'FEAT-07': {
    level: 'must',
    title: 'Effort arrives with its beta value',
    statement:
      '`output_config.effort` and the `effort-*` value reach the upstream together, on the request and on messages of it.',
    levelReason:
      'The guide lists the pair. The client goes on without effort if the refusal keeps its wording.',
    breaks: '`/effort` does nothing: low and high cost and answer the same.',
    remedy:
      'Forward `output_config` whole, at the top level and on messages, and `anthropic-beta`. Portkey 1.15.2 removes the field. LiteLLM: the `/anthropic` pass-through.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'effort', 'observed'],
  },
  'FEAT-08': {
    level: 'must',
    title: 'Structured output arrives with its beta value',
    statement:
      '`output_config.format`, or the older `output_format`, and the `structured-outputs-*` value reach the upstream together, the schema unchanged.',
    levelReason: 'The guide lists the pair; the client does not work around its refusal.',
    breaks:
      '"API Error: 400 output_config.format: Extra inputs are not permitted"; session titles and side checks fail.',
    remedy:
      'Forward `output_config` whole. `CLAUDE_CODE_DISABLE_STRUCTURED_OUTPUTS=1` switches the feature off meanwhile.',
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'structuredOutputs', 'observed'],
  },
  'FEAT-09': {
    level: 'must',
    title: 'A task budget arrives with its beta value',
    statement: '`output_config.task_budget` and the `task-budgets-*` value reach the upstream together.',
    levelReason: 'The guide lists the pair; half of it is a 400.',
    breaks:
      '"API Error: 400 output_config.task_budget: Extra inputs are not permitted", or runs beyond their budget.',
    remedy:
      'Forward `output_config` whole, and `anthropic-beta`. Portkey 1.15.2 removes the field. LiteLLM: the `/anthropic` pass-through.',
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'taskBudgets'],
  },
  'FEAT-10': {
    level: 'must',
    title: 'Prompt caching works without any beta value',
    statement: '`cache_control` reaches the upstream also on a request that names no beta value.',
    levelReason: 'The guide says that caching has no beta pairing; its loss is billed, not shown.',
    breaks: 'Each turn is billed as uncached input.',
    remedy:
      'Do not tie `cache_control` to a beta value of earlier days: a table that asks for `prompt-caching-2024-07-31` is out of date.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'caching'],
  },
  'FEAT-11': {
    level: 'may',
    title: 'Fine-grained tool streaming arrives',
    statement: '`eager_input_streaming` on tools reaches the upstream.',
    levelReason: 'Off behind a custom base URL unless developers ask for it.',
    breaks: 'Silence while a large file is written, then all of it at once.',
    remedy:
      'Forward tool objects unchanged, with keys that you do not know: `extra="allow"` in Pydantic, loose objects in Zod.',
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'toolStreaming', 'observed'],
  },
  'FEAT-12': {
    level: 'should',
    title: 'A mid-conversation system message keeps its own settings',
    statement:
      '`output_config` and `clear_at` on a message with role `system` reach the upstream, in the message they belong to.',
    levelReason:
      'Claude Code goes on without them when they are refused in the words of the API. The message itself is MSG-BODY-05.',
    breaks: 'One more request on the first turn, and settings for single turns have no effect.',
    remedy:
      'Let unknown keys of message objects through: `role` and `content` are not all there is. Typed models: `extra="allow"` in Pydantic, loose objects in Zod.',
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'midConversation', 'observed'],
    doubt: {
      settled: true,
      note: 'A third party names a beta value of its own for such messages. Release 2.1.330 sends none; `per-turn-control-*` belongs to their `output_config`.',
    },
  },
  'FEAT-13': {
    level: 'should',
    title: 'Mid-conversation tool changes arrive',
    statement:
      '`tool_addition` and `tool_removal` blocks and the `mid-conversation-tool-changes-*` value reach the upstream together.',
    levelReason: 'Sessions whose tools do not change never use the blocks.',
    breaks: '"API Error: 400" after an MCP server came or went, or Claude calls tools that are gone.',
    remedy:
      'Let unknown block types through, in messages of every role; a union of block types ends in a case for all others.',
    topologies: RELAY,
    vantages: EITHER,
    sources: ['midConversation', 'observed'],
  },
  'FEAT-14': {
    level: 'should',
    title: 'Fast mode arrives with its beta value',
    statement: '`speed` and the `fast-mode-*` value reach the upstream together.',
    levelReason: 'Only developers who choose `/fast` send the pair.',
    breaks: '"API Error: 400 speed: Extra inputs are not permitted", or standard speed in fast mode.',
    remedy:
      'Forward `speed` and the `fast-mode-*` value. Bifrost: `fast-mode-` in `beta_header_overrides`. LiteLLM: the `/anthropic` pass-through.',
    topologies: RELAY,
    vantages: EITHER,
    sources: ['platformFastMode', 'fastMode'],
  },
  'FEAT-15': {
    level: 'may',
    title: 'The advisor tool arrives with its beta value',
    statement: 'The `advisor_*` entry of `tools` and the `advisor-tool-*` value reach the upstream together.',
    levelReason: 'Claude Code drops the advisor for that base URL when it is refused by its tag.',
    breaks: '`/advisor` is unavailable for the rest of the run.',
    remedy:
      'Let unknown tool types through: a tool with a `type` of its own has no `input_schema`. The client drops the tool for this base URL when the refusal keeps its words.',
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'advisor'],
  },
  'FEAT-16': {
    level: 'must',
    title: 'Server-side review of auto mode passes in both directions',
    statement:
      '`safeguards` of the request, its beta value and `safeguard_results` of the answer (in the final `message_delta`, or at the top of a JSON message) arrive unchanged.',
    levelReason:
      'Auto mode is the default of interactive sessions, and without the results it refuses every action that needs a check.',
    breaks:
      '"Auto mode can\'t check actions in this session": tools are refused, and a run in print mode exits with 1.',
    remedy:
      'Forward unknown body fields and unknown keys of `message_delta`. `CLAUDE_CODE_AUTO_MODE_SERVER=0` switches the review off meanwhile.',
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'autoModeBilling', 'observed'],
    doubt: {
      settled: true,
      note: 'Names and shapes come from public code; release 2.1.330 sends `safeguards` and acts on `safeguard_results` as described.',
    },
  },
  'FEAT-16b': {
    level: 'should',
    title: 'Server-side review of auto mode passes in provider formats, too',
    statement:
      '`safeguards`, its beta value and `safeguard_results` arrive unchanged on the way to and from Bedrock and Vertex.',
    levelReason:
      'Claude Code sends the field in these formats as well, but asks its own classifier when no results come back.',
    breaks: 'One more billed request before each action that needs a check.',
    remedy:
      'Forward unknown body fields and unknown keys of `message_delta`; LiteLLM: the `/bedrock` and `/vertex_ai` pass-through routes.',
    formats: CLOUD,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['autoModeBilling', 'observed'],
  },
  'FEAT-17': {
    level: 'must',
    title: 'Preserved thinking survives the way through the gateway',
    statement:
      '`thinking.block_binding`, its beta value and everything that a thinking block is bound to (system, tools, earlier messages) arrive unchanged over several turns.',
    levelReason: 'The guide says that a gateway which rewrites such content causes the refusal itself.',
    breaks:
      '"API Error: 400 ... bound to a different conversation"; Claude Code then drops all earlier thinking.',
    remedy:
      'Change nothing in system, tools and history, also not in the same way each time: no masking, no injected prompts, no reordered tools. LiteLLM: `modify_params: false`.',
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'preservedThinking', 'sdk'],
  },
  'FEAT-18': {
    level: 'should',
    title: 'The display mode of thinking arrives',
    statement: '`thinking.display` and the `thinking-display-updates-*` value reach the upstream.',
    levelReason:
      'Only what is shown of the thinking depends on it; when it is refused the client goes on without.',
    breaks: 'Thinking text is missing, or there where it was not asked for.',
    remedy:
      'Forward `thinking` whole, with keys that you do not know; do not rebuild it from `type` and `budget_tokens`.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['sdk', 'thinking', 'observed'],
  },
  'FEAT-19': {
    level: 'may',
    title: 'The beta value for a stop at the end of the window arrives',
    statement:
      'The `model-context-window-exceeded-*` value reaches the upstream, and the stop reason of that name comes back.',
    levelReason: 'Without it the provider answers with an error in place of a stop reason; both are handled.',
    breaks: 'An error where a shortened answer was possible.',
    remedy:
      'Forward `anthropic-beta` whole, and let unknown stop reasons through: a typed model needs a plain string for `stop_reason`.',
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['contextWindows', 'stopReasons'],
  },
  'FEAT-20': {
    level: 'should',
    title: 'Server tools arrive, and their blocks come back',
    statement:
      'Web search, web fetch, code execution, memory and MCP connector entries (`mcp_servers`) reach the upstream, and `server_tool_use` and result blocks reach the client.',
    levelReason: 'Claude Code uses them for its WebSearch tool alone; other sessions work without.',
    breaks: 'WebSearch returns nothing, or ends in "API Error: 400 ... Input tag".',
    remedy:
      'Let unknown tool types and block types through, in both directions: a tool with a `type` of its own has no `input_schema`. LiteLLM: the `/anthropic` pass-through.',
    formats: SSE_FORMATS,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['toolUse', 'messages', 'observed'],
  },
  'FEAT-21': {
    level: 'should',
    title: 'Fallbacks, compaction, diagnostics and threads arrive',
    statement:
      '`fallbacks`, `compaction`, `diagnostics`, `thread` and their beta values reach the upstream together.',
    levelReason: 'The SDK knows these pairs; a session of Claude Code works without them.',
    breaks: '"API Error: 400" from tools that use them.',
    remedy:
      'Forward unknown body fields, and `anthropic-beta` whole. LiteLLM: the `/anthropic` pass-through, since its own routes take `fallbacks` of a request for a setting of theirs.',
    topologies: RELAY,
    vantages: EITHER,
    sources: ['sdk'],
  },
  'FEAT-22': {
    level: 'must',
    title: 'The request without experimental betas is served',
    statement:
      'A request as sent with `CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS=1`, with few beta values, `output_config.effort` and adaptive thinking left, is served like the full one.',
    levelReason:
      'It is the documented way out when a gateway cannot forward the pairs; if it fails, too, nothing is left.',
    breaks: 'Every prompt still ends in a 400 after following the advice of the guide.',
    remedy:
      'Forward at least the beta values, `thinking` and `output_config`; all three are in the reduced request as well.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'observed'],
  },
});
