import { ANY, BEDROCK, EITHER, EVERY_FORMAT, family, RELAY, SSE_FORMATS, UPSTREAM, VERTEX } from '../row.ts';

/** ERR, first part: status, shape and wording of errors. */
export const errors = family({
  'ERR-01': {
    level: 'must',
    title: 'A 4xx of the upstream keeps its error type and its wording',
    statement:
      'The answer has the error shape of the API, with the same `error.type` and with the message of the upstream in `error.message`. A gateway with a credential of its own may put an upstream 401, 402 or 403 into its own words.',
    levelReason:
      'The guide asks for unmodified error bodies: Claude Code finds out what to drop from the wording.',
    breaks:
      'A rejection that Claude Code could have worked around ends the turn as "API Error: 400" after six silent attempts, and a prompt that is too long does not start compaction.',
    remedy:
      "Relay body and content type of upstream errors. LiteLLM: the `/anthropic` pass-through route changes less than the unified one. nginx: `proxy_intercept_errors off`. Apache: `ProxyErrorOverride Off`. Frameworks: do not raise the upstream's error into your own error handler. Portkey 1.15.2 and claude-code-router 2.0.0 put errors into envelopes of their own and have no setting for it.",
    formats: SSE_FORMATS,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'rollout', 'apiErrors', 'observed'],
  },
  'ERR-01b': {
    level: 'should',
    title: 'An error body of the upstream arrives byte for byte',
    statement:
      'Also `request_id`, `error.details` and unknown keys are there, nothing is added around the message, and the bodies of 5xx answers are relayed, too.',
    levelReason:
      'Recovery needs type and wording alone. The Claude apps gateway answers an upstream 500, 529 or HTML error with a body of its own, so the exact body is a SHOULD.',
    breaks:
      'The request id that support asks for is missing, and the text on the screen is wrapped in that of the gateway.',
    remedy:
      'Relay error bodies as bytes, of 5xx answers, too: nginx `proxy_intercept_errors off`, Apache `ProxyErrorOverride Off`, no `return-response` under `on-error` in Azure API Management. The Claude apps gateway 2.1.330 has no setting for it.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'apiErrors', 'appsGateway'],
  },
  'ERR-02': {
    level: 'must',
    title: 'A 4xx of the upstream keeps its status',
    statement:
      '400, 404, 409, 422 and the other 4xx arrive as they were sent. 429 and 413 have rows of their own, ERR-03 and ERR-19. A gateway with a credential of its own may answer an upstream 401, 402 or 403 with any error.',
    levelReason:
      'What Claude Code does depends on the status: 400 sets recovery going, 403 ends the turn, 500 is retried for minutes.',
    breaks:
      'A 400 that became a 500 is retried for up to three minutes before it shows; a 404 that became a 400 hides that the model name is wrong.',
    remedy:
      'Relay the status. Do not raise it into a generic error of the framework: `raise_for_status` of httpx or an axios rejection that nobody handles becomes a 500. Apache: `ProxyErrorOverride Off`.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'errors', 'observed'],
  },
  'ERR-02b': {
    level: 'should',
    title: 'A 5xx of the upstream keeps its exact status',
    statement: '500, 502, 503 and 504 arrive as they were sent; 529 is for ERR-03b.',
    levelReason:
      'Claude Code retries each 5xx in the same way, so one in place of another changes only the text. The Claude apps gateway turns 500 into 502.',
    breaks:
      'The message names another cause than the real one, and alerts on the gateway count the wrong thing.',
    remedy:
      'Relay the status. nginx: leave `proxy_intercept_errors` off. HAProxy and Envoy relay it unless a retry replaces it: `retries 0`, no `retry_policy`.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['errors', 'observed', 'appsGateway'],
  },
  'ERR-03': {
    level: 'must',
    title: 'A 429 of the upstream stays a 429',
    statement:
      'A rate limit reaches the client with its status and the name that the provider gives it, such as `rate_limit_error`.',
    levelReason:
      'The guide has Claude Code tell plan limits and throttles apart on a 429; under another status neither shows.',
    breaks:
      'A limit is shown as a server error or a bad request, and is retried without the wait that the provider asked for.',
    remedy:
      'Relay 429. A gateway that retries or fails over relays the last 429 in the end, not a 500 of its own. LiteLLM: `num_retries: 0` and `disable_cooldowns: true` in `router_settings`, or it answers for the upstream.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'errors', 'observed'],
  },
  'ERR-03b': {
    level: 'should',
    title: 'A 529 of the upstream stays a 529',
    statement: 'An overload reaches the client as status 529 with `overloaded_error`.',
    levelReason:
      'The turn ends with or without it. The Claude apps gateway answers 502, so the exact code is a SHOULD.',
    breaks:
      'Claude Code tries up to eleven times over three minutes, where it would give up, or take the fallback model, after three.',
    remedy:
      'Allow 529 where a framework maps unknown codes to 500; in Python `HTTPStatus(529)` raises a ValueError, a plain integer does not.',
    formats: SSE_FORMATS,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['errors', 'observed', 'appsGateway'],
  },
  'ERR-04': {
    level: 'must',
    title: 'A rewritten error still says what was rejected',
    statement:
      "Where a gateway cannot relay an error, the upstream's wording stands somewhere in the new body, or its message carries a `capability_rejected:` token such as `capability_rejected: prompt_too_long`.",
    levelReason: 'The guide names the token as the only way in which an envelope keeps recovery working.',
    breaks:
      'No compaction when the prompt is too long, and no retry without the rejected feature: the session is stuck.',
    remedy:
      'Append the upstream\'s message to your own, as LiteLLM does. Never replace it by "all providers failed". Where policy forbids the wording, `capability_rejected: prompt_too_long` is the one token that the guide names.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'appsGatewayConfig', 'observed'],
    doubt: {
      settled: false,
      note: 'The guide names `prompt_too_long` as an example and no other. Release 2.1.330 did not react to `capability_rejected: effort`, which was a guess; the wording of the API worked wherever in the body it stood.',
    },
  },
  'ERR-05': {
    level: 'must',
    title: 'The words for a prompt that is too long reach the client, with their numbers',
    statement:
      'The 400 for a prompt beyond the context window keeps its phrase and both token counts; in Bedrock format the phrase is "Input is too long for requested model.".',
    levelReason: 'The phrase starts compaction; nothing else does at that point.',
    breaks: 'Each prompt fails with the same error until someone types `/compact` or `/clear`.',
    remedy:
      'Relay status and body of upstream errors unread: nginx `proxy_intercept_errors off`, Apache `ProxyErrorOverride Off`, LiteLLM the `/anthropic` pass-through. Do not check the length in the gateway (LiteLLM: `enable_pre_call_checks: false`), or answer in the same words, with both counts.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['errors', 'contextWindows', 'recordings', 'observed'],
  },
  'ERR-06': {
    level: 'must',
    title: 'The error about input plus `max_tokens` keeps its numbers',
    statement:
      'The 400 that says that input length and `max_tokens` exceed the context limit arrives with its three numbers.',
    levelReason: 'The client computes a smaller `max_tokens` from them; without them it cannot.',
    breaks: 'Turns close to the end of the window fail in place of being answered more briefly.',
    remedy:
      'Relay status and body of upstream errors unread: nginx `proxy_intercept_errors off`, Apache `ProxyErrorOverride Off`, LiteLLM the `/anthropic` pass-through. No masking of numbers in error texts.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['errors', 'guide'],
    doubt: {
      settled: false,
      note: 'The wording with its three numbers is known from public reports; no recording holds it.',
    },
  },
  'ERR-07': {
    level: 'must',
    title: 'Rejections of a feature keep wording and status',
    statement:
      'The 400 or 422 that refuses thinking, a thinking signature, a system message in the conversation, the advisor tool, effort or a body field arrives with its path and phrase, such as `output_config.effort: Extra inputs are not permitted`.',
    levelReason: 'The guide lists the rejections that Claude Code works around, by their wording.',
    breaks:
      'The turn ends with "API Error: 400" where a direct connection would have gone on without the feature.',
    remedy:
      'Relay status and body of upstream errors unread: nginx `proxy_intercept_errors off`, Apache `ProxyErrorOverride Off`, LiteLLM the `/anthropic` pass-through. Do not shorten messages or strip back-ticks and paths from them, and do not turn a 422 into a 500.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'observed', 'issue21612'],
  },
  'ERR-14': {
    level: 'must',
    title: 'An unreachable upstream gives an error status',
    statement:
      'When the provider refuses the connection, resets it or answers nothing usable, the client gets a 5xx, or sees its own connection close; never a 200, and never silence.',
    levelReason:
      'Claude Code retries after a 5xx, with a body or without, and after a connection that closes; a 200 without a message, or silence, helps nobody. What the 5xx says is for ERR-14b.',
    breaks:
      '"API returned an empty or malformed response (HTTP 200)" in place of a retry that would have worked.',
    remedy:
      'Answer 502, 503 or 504 in the error handler of the upstream call, also on streamed requests: no headers are to be sent before those of the upstream are there.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['errors', 'observed'],
    doubt: {
      settled: true,
      note: 'Seen with release 2.1.330: a refused connection and every 5xx are repeated, an empty 200 is asked once more without streaming and then shown as malformed.',
    },
  },
  'ERR-14b': {
    level: 'should',
    title: 'An unreachable upstream gives a quick error in JSON',
    statement:
      'That 5xx comes within seconds, in JSON and, where the format is Messages, in its error shape.',
    levelReason:
      'Status and retries work without it: an HTML page of a proxy is shown as text, a slow answer is waited for.',
    breaks: 'Minutes of waiting in each outage, and "<html>" in the terminal.',
    remedy:
      'Set a connect timeout of a few seconds: nginx `proxy_connect_timeout 5s`, HAProxy `timeout connect 5s`, Envoy `connect_timeout: 5s`, Kong `connect_timeout: 5000`. Serve the error as JSON: nginx `error_page 502 504 @unavailable` with `default_type application/json`, HAProxy `http-error status 503 content-type application/json string ...`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['errors', 'ours'],
  },
  'ERR-15': {
    level: 'should',
    title: "The gateway's own errors have the error shape of the API",
    statement:
      'A bad credential, an unknown model or a body that is too large is answered in JSON as `{"type":"error","error":{"type","message"}}` with a type that the API uses.',
    levelReason: 'Claude Code acts on the status and shows other bodies as raw text.',
    breaks: 'Raw JSON of another API, or nothing but "status code (no body)", in the terminal.',
    remedy:
      'Give the Claude routes an error handler of their own, in place of the OpenAI-shaped default: `{"type":"error","error":{"type":"invalid_request_error","message":"..."}}`. nginx: `error_page 413 429 502 504` to locations that return such a text. Azure API Management: `set-body` under `on-error`.',
    topologies: ANY,
    vantages: EITHER,
    sources: ['apiErrors', 'errors', 'observed'],
  },
  'ERR-16': {
    level: 'should',
    title: 'No answer on an API path is HTML',
    statement: 'Neither errors nor login nor maintenance pages are HTML.',
    levelReason:
      'With an error status the page is only ugly. With status 200 it also fails MSG-EP-01 or AUTH-05.',
    breaks: 'The title of a web page in place of a reason.',
    remedy:
      'Switch off error pages for these paths: nginx `error_page` to a JSON location, HAProxy `http-error status 503 content-type application/json string ...`, Apache `ErrorDocument` with a JSON text, Cloudflare custom errors in JSON. Take API paths out of login and maintenance pages.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['errors', 'observed'],
  },
  'ERR-17': {
    level: 'must',
    title: 'A 4xx of Bedrock keeps its message',
    statement:
      '`message` of the JSON body arrives with the words of the upstream, such as "Input is too long for requested model.". The status is for ERR-02 and ERR-03. A gateway with a credential of its own may put an upstream 401 or 403 into its own words.',
    levelReason:
      'Compaction and the retry without a rejected feature hang on the wording, as in the Messages format.',
    breaks:
      'The session is stuck when the prompt is too long, and every turn fails where one without effort would work.',
    remedy:
      "Relay the body of upstream errors: nginx `proxy_intercept_errors off`, Apache `ProxyErrorOverride Off`. Do not raise them into the gateway's own error handler; LiteLLM: the `/bedrock` pass-through.",
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['errors', 'recordings', 'observed'],
    doubt: {
      settled: true,
      note: 'Recordings of Bedrock have `{"message": ...}` alone, with the type in `x-amzn-errortype`. Throttling was seen as 503 `ServiceUnavailableException`, not only as 429.',
    },
  },
  'ERR-17b': {
    level: 'should',
    title: '`x-amzn-errortype` of Bedrock reaches the client',
    statement: 'The header, which names the exception, arrives with its value.',
    levelReason: 'Claude Code acts on status and message; AWS SDKs tell exceptions apart by the header.',
    breaks: 'Nothing in a turn. Token counts and tools built on an AWS SDK report an unknown error.',
    remedy: 'Forward response headers by the prefix `x-amzn-`, or all but hop-by-hop ones.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['recordings', 'awsInvoke'],
  },
  'ERR-18': {
    level: 'must',
    title: 'A 4xx of the Google platform keeps its message',
    statement:
      'The words of an error in the form `{"error":{"code","message","status"}}` arrive as `error.message`. A gateway with a credential of its own may put an upstream 401 or 403 into its own words. Errors of the model have the error shape of the API, and ERR-01 holds for them.',
    levelReason: 'Claude Code reads `error.message`, which both forms have, and acts on its wording.',
    breaks:
      'Raw JSON or a general text in the terminal, where the cause was named: a missing permission, a wrong project.',
    remedy:
      'Relay the body of upstream errors: nginx `proxy_intercept_errors off`, Apache `ProxyErrorOverride Off`, LiteLLM the `/vertex_ai` pass-through. No default message for statuses.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['errors', 'claudeOnVertex', 'observed'],
    doubt: {
      settled: false,
      note: 'No recording holds an error of Vertex. Claude Code 2.1.330 unpacks the form of Google, and shows it raw when it comes in a list.',
    },
  },
  'ERR-18b': {
    level: 'should',
    title: 'A 4xx of the Google platform keeps its form',
    statement: 'Beside the message, `error.code` and `error.status` arrive with their values.',
    levelReason:
      'Claude Code reads the message out of either form; the libraries of Google know this one only.',
    breaks: 'Nothing in Claude Code. Other clients cannot tell a quota from a missing permission.',
    remedy:
      "Relay the body of upstream errors as bytes; do not put Google's error into the envelope of Messages.",
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['errors', 'claudeOnVertex', 'observed'],
  },
  'ERR-19': {
    level: 'must',
    title: 'A 413 of the upstream reaches the client as 413',
    statement: 'A request that the provider finds too large is answered with that status.',
    levelReason: 'Claude Code has advice and a way out for 413; under another status it retries or gives up.',
    breaks: 'A session with large images cannot be continued, and the message does not say why.',
    remedy:
      'Relay the status. Read the whole answer even if the upstream closes before it has taken the whole body: in code, keep the response when writing the request fails.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['errors', 'apiErrors', 'observed'],
  },
  'ERR-21': {
    level: 'should',
    title: 'A refusal of the model stays a normal answer',
    statement:
      'A message with `stop_reason: "refusal"` arrives with status 200, its `stop_details` and its text; the gateway makes no error of it.',
    levelReason: 'The turn ends either way; only the explanation and the choice of another model are lost.',
    breaks: 'An API error in place of the notice that says why the model declined.',
    remedy:
      'Leave answers with status 200 alone, whatever their stop reason. LiteLLM: no `content_policy_fallbacks`. Portkey: no output guardrail that denies on Claude routes.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['stopReasons', 'errors', 'observed'],
  },
});
