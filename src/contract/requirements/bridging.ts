import { BRIDGE, EITHER, family, UPSTREAM } from '../row.ts';

/** BRG: gateways that take the Messages format and speak Bedrock or Vertex to their upstream. */
export const bridging = family({
  'BRG-01': {
    level: 'must',
    title: 'Model, version, betas and `stream` go where the provider wants them',
    statement:
      'The model is in the path and not in the body; the body has an `anthropic_version`. For Bedrock the beta values are the list `anthropic_beta` of the body and `stream` is gone; for Vertex they stay in the header, and `stream` in the body.',
    levelReason: 'The provider refuses a request in another shape.',
    breaks: '"API Error: 400" on every prompt.',
    remedy:
      'Build the request as the official SDKs for Bedrock and Vertex do: `model` into the path, `anthropic_version` and, for Bedrock, `anthropic_beta` into the body.',
    topologies: BRIDGE,
    vantages: UPSTREAM,
    sources: ['guide', 'bedrockSdk', 'vertexSdk', 'appsGateway'],
  },
  'BRG-02': {
    level: 'must',
    title: 'What the provider lacks is dropped with both its halves',
    statement:
      'A beta value and the body field that it enables both arrive, or neither does. The whole request of a Claude Code session is served.',
    levelReason:
      'The guide says that half a pair is a hard 400, and that bridging the difference is the task of the gateway.',
    breaks:
      '"API Error: 400 context_management: Extra inputs are not permitted" on every prompt behind a gateway that moves only one half.',
    remedy:
      'Keep one table with both halves of each capability that a provider lacks. Do not filter header and body by separate lists.',
    topologies: BRIDGE,
    vantages: EITHER,
    sources: ['guide', 'issue21612', 'appsGateway'],
  },
  'BRG-02b': {
    level: 'should',
    title: 'No beta value goes to a provider that is known to refuse it',
    statement:
      'Values that public reports show to be refused do not arrive: on Bedrock those of the Messages tool search, of cache scopes and of the one-hour cache, on Vertex those of cache scopes, and on its counts those of tools.',
    levelReason:
      'What a provider refuses differs by model and changes with time, and the Claude apps gateway sends every value on: SHOULD.',
    breaks:
      '"API Error: 400 invalid beta flag" or "Unexpected value(s)" on every prompt after an update of Claude Code.',
    remedy:
      'Send the values that the provider documents, and translate where it has another name: `tool-search-tool-2025-10-19` for tool search.',
    topologies: BRIDGE,
    vantages: EITHER,
    sources: ['issue30926', 'issue56595', 'issue21625', 'appsGateway'],
  },
  'BRG-03': {
    level: 'must',
    title: 'What the provider has is kept',
    statement:
      'The values for a million tokens of context, for interleaved thinking and for tool search, adaptive thinking, effort, cache markers with their TTL, and the history with its thinking blocks all reach the provider.',
    levelReason: 'The guide makes bridging the task of the gateway; what it drops is lost to every session.',
    breaks:
      '"Prompt is too long" at 200,000 tokens, `/effort` without effect, a full context, or each turn billed as uncached input.',
    remedy:
      'Start from the request as it came and remove what the provider refuses, in place of copying what you know.',
    topologies: BRIDGE,
    vantages: EITHER,
    sources: ['guide', 'claudeOnBedrock', 'claudeOnVertex', 'appsGateway'],
  },
  'BRG-04': {
    level: 'must',
    title: 'The stream of the provider becomes a Messages stream of the same content',
    statement:
      "Bedrock's frames and Vertex's events come out as server-sent events in the same order, which add up to the same message. Pings in silent gaps are MSG-STR-10.",
    levelReason: 'The guide asks for the full sequence of events, whatever the upstream speaks.',
    breaks: 'Missing or doubled text, tool calls that never run, "Part of the response never arrived".',
    remedy:
      'Write one event for each chunk, with its `event:` line, and flush it. Use the decoder of an official SDK.',
    topologies: BRIDGE,
    vantages: UPSTREAM,
    sources: ['guide', 'awsStream', 'appsGateway'],
  },
  'BRG-05': {
    level: 'must',
    title: 'A failure in the middle of the provider stream becomes an `error` event',
    statement:
      'An exception frame, an error event or a cut reaches the client as an `error` event or as a broken connection; never as a normal end.',
    levelReason:
      'A swallowed failure makes the client take half an answer for the whole one, or wait for more.',
    breaks: 'Claude stops in the middle of a sentence and the turn counts as finished.',
    remedy:
      'Handle every frame type, and the end of the upstream body before `message_stop`: send `event: error` or destroy the response, never `message_stop`.',
    topologies: BRIDGE,
    vantages: EITHER,
    sources: ['bedrockSdk', 'errors', 'observed'],
  },
  'BRG-05b': {
    level: 'should',
    title: 'The `error` event names what happened',
    statement:
      'Throttling becomes `rate_limit_error` or `overloaded_error`, a fault of the provider `api_error`, and the message of the provider is kept.',
    levelReason:
      'Claude Code repeats the request in each case. The Claude apps gateway always says `api_error`.',
    breaks: 'The notice under an interrupted answer names another cause than the real one.',
    remedy:
      'Map the exception type: `throttlingException` to `rate_limit_error`, `validationException` to `invalid_request_error`.',
    topologies: BRIDGE,
    vantages: EITHER,
    sources: ['bedrockSdk', 'appsGateway', 'observed'],
  },
  'BRG-06': {
    level: 'must',
    title: 'A refusal by the provider keeps its class, in the error shape of the API',
    statement:
      'A 400 of the provider reaches the client as a 4xx, a 429 as 429, a 5xx as a 5xx, each as `{"type":"error","error":{...}}`. Errors about the credential of the gateway are its own affair.',
    levelReason:
      'What Claude Code does depends on the status: a 400 that became a 500 is repeated for minutes.',
    breaks: 'Three minutes of retries before a bad request shows, or a limit that looks like an outage.',
    remedy:
      'Map status by status, and put the message of the provider into an envelope of the Messages format.',
    topologies: BRIDGE,
    vantages: EITHER,
    sources: ['errors', 'observed', 'apiErrors'],
  },
  'BRG-06b': {
    level: 'should',
    title: 'An error says in words, or by token, what the provider rejected',
    statement:
      "The provider's wording stands in the message, or a `capability_rejected:` token does, such as `capability_rejected: prompt_too_long`.",
    levelReason:
      'The guide makes recovery depend on it, but the Claude apps gateway answers a refusal by Bedrock in general words: SHOULD.',
    breaks:
      'No compaction when the prompt is too long, and no retry without the rejected feature: the session is stuck.',
    remedy:
      "Append the provider's message to your own, as LiteLLM does, or add `capability_rejected: prompt_too_long` where that is the reason. The Claude apps gateway 2.1.330 keeps the wording of Vertex and not that of Bedrock.",
    topologies: BRIDGE,
    vantages: EITHER,
    sources: ['guide', 'appsGatewayConfig', 'appsGateway'],
    doubt: {
      settled: false,
      note: 'The guide names `prompt_too_long` as an example and no other. Release 2.1.330 did not react to `capability_rejected: effort`, which was a guess; the wording of the API worked wherever in the body it stood.',
    },
  },
  'BRG-07': {
    level: 'must',
    title: 'A model alias is served with all that current models accept',
    statement:
      'Behind a Messages base URL Claude Code takes an unknown name for a current model: adaptive thinking, effort and context management come with it. The request is served, adapted to the model behind the alias where need be.',
    levelReason:
      'The guide says that such a provider may reject these fields, and that this is for the gateway to solve.',
    breaks: '"API Error: 400" on every prompt of developers who use an alias.',
    remedy:
      'Know the model behind each alias, and translate or drop what it does not take, pair by pair: `thinking` of type `adaptive` becomes `enabled` with a budget for older models, `output_config` goes together with its beta value.',
    topologies: BRIDGE,
    vantages: UPSTREAM,
    sources: ['guide', 'observed'],
  },
  'BRG-08': {
    level: 'must',
    title: 'Usage counts of the provider reach the client where they belong',
    statement:
      'Input, output and cache counts stand in `usage` of `message_start`, of `message_delta` and of JSON answers, with the values of the provider.',
    levelReason: 'Automatic compaction reads them: with wrong counts a session runs into the limit.',
    breaks:
      'The context display is wrong, compaction comes too early or never, and the cost shown is not the one billed.',
    remedy:
      'Pass `usage` on untouched, the cache counts included; do not add `cache_read_input_tokens` to `input_tokens`, as the chat format does.',
    topologies: BRIDGE,
    vantages: UPSTREAM,
    sources: ['clientCaching', 'recordings', 'observed'],
  },
  'BRG-08b': {
    level: 'should',
    title: "The provider's own metrics stay out of the answer",
    statement: '`amazon-bedrock-invocationMetrics` and the like do not appear in Messages events.',
    levelReason: 'Claude Code ignores fields that it does not know; stricter clients may not.',
    breaks: 'Nothing in Claude Code.',
    remedy: 'Remove keys that begin with `amazon-bedrock-` on the way to the client.',
    topologies: BRIDGE,
    vantages: UPSTREAM,
    sources: ['recordings', 'ours'],
  },
  'BRG-09': {
    level: 'should',
    title: "Token counts are the provider's, or are refused",
    statement:
      'A count becomes a count of the provider (`/model/{id}/count-tokens`, `count-tokens:rawPredict`) and its number comes back as `input_tokens`; or the answer is a 404.',
    levelReason: 'Claude Code estimates when there is no count.',
    breaks: '`/context` shows estimates, or numbers that are not those of the model.',
    remedy:
      'For Bedrock send the InvokeModel body in base64 to `/model/{id}/count-tokens`, with the id of the foundation model and not of an inference profile; or answer 404.',
    topologies: BRIDGE,
    vantages: UPSTREAM,
    sources: ['guide', 'awsCountTokens', 'appsGateway'],
  },
  'BRG-10': {
    level: 'should',
    title: 'A top-level `cache_control` does not reach a Bedrock upstream',
    statement:
      'Bedrock refuses the field; it becomes a marker on a block or is dropped. Vertex may receive it.',
    levelReason: 'Claude Code sets markers on blocks; other clients use the field.',
    breaks: '"API Error: 400 cache_control: Extra inputs are not permitted" for tools built on the SDK.',
    remedy:
      'Move the marker to the last block that may carry one, as long as there are fewer than four; else drop it.',
    topologies: BRIDGE,
    vantages: EITHER,
    sources: ['caching', 'claudeOnBedrock'],
  },
  'BRG-11': {
    level: 'should',
    title: 'Sampling parameters follow the API version of the request',
    statement:
      'Under `2023-06-01` `temperature`, `top_p` and `top_k` reach the provider and are not added where the client sent none; the version that the provider receives takes them.',
    levelReason: 'Claude Code sends none; requests of other clients are concerned.',
    breaks:
      '"API Error: 400 temperature: Extra inputs are not permitted", or answers at another temperature.',
    remedy: 'Use the dialect string of the provider as `anthropic_version`, and add no defaults.',
    topologies: BRIDGE,
    vantages: EITHER,
    sources: ['versioning', 'bedrockSdk'],
  },
  'BRG-12': {
    level: 'should',
    title: 'Developers are told of `CLAUDE_CODE_DISABLE_EXPERIMENTAL_BETAS`',
    statement: 'Where a bridge is incomplete, its instructions name the variable.',
    levelReason: 'The guide offers it as the way out; sessions behind a complete bridge do not need it.',
    breaks: 'Developers see 400s and do not know what to do.',
    remedy: 'Name the variable in the instructions, or set it for everybody under `env` in managed settings.',
    topologies: BRIDGE,
    vantages: EITHER,
    sources: ['guide', 'llmGateway'],
    unchecked: {
      reason: 'documentation duty of the operator',
      note: 'What the instructions say is not on the wire; BRG-02 shows whether they need to.',
    },
  },
  'BRG-13': {
    level: 'should',
    title: 'Ids of messages and tool calls are those of the provider',
    statement:
      '`id`, `type`, `role` and the ids of `tool_use` blocks come back as the provider gave them, and go out again in the next turn as they came in. `model` names the model of the answer or the alias.',
    levelReason:
      'New ids that are used consistently work; only inconsistent ones are refused, as MSG-BODY-07 says.',
    breaks: '"API Error: 400 ... unexpected `tool_use_id`" in the second turn, if ids are not mapped back.',
    remedy:
      'Do not rewrite ids; a translator that has to make up `toolu_` ids maps them back in the next turn.',
    topologies: BRIDGE,
    vantages: UPSTREAM,
    sources: ['messages', 'toolUse', 'recordings'],
  },
});
