import { ANY, EITHER, EVERY_FORMAT, family } from '../row.ts';

/** LIM: sizes, times and connections. */
export const limits = family({
  'LIM-01': {
    level: 'must',
    title: 'Bodies up to the limit of the provider are accepted',
    statement:
      'Requests of up to 32 MB in the Messages format (20 MB Bedrock, 30 MB Vertex) arrive whole. Sizes above 1.5 MB are checked in slow runs.',
    levelReason: 'Sessions with images and long histories are that large, and the refusal is visible.',
    breaks: '"Request too large (max 32MB)" at a tenth of it; the session cannot even be compacted.',
    remedy:
      'nginx: `client_max_body_size 40m` (1m by default). Kong: `nginx_http_client_max_body_size = 40m`, and `max_request_body_size` of AI Proxy. Express: `express.json({ limit: "40mb" })`. Envoy: `max_request_bytes` of the buffer filter. agentgateway: `frontendPolicies.http.maxBufferSize`. aiohttp: `client_max_size`. axum: `DefaultBodyLimit::max`. AWS API Gateway takes 10 MB at most; AWS WAF blocks more than 8 KB by `SizeRestrictions_BODY` of its common rules.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['apiOverview', 'errors', 'products'],
  },
  'LIM-02': {
    level: 'must',
    title: 'A body over the limit gets a 413',
    statement:
      'Above the limit the answer is status 413, best with `request_too_large`; not a 400, a 500 or a closed connection.',
    levelReason:
      'Claude Code has a way out for 413: it advises to drop images or to go back. A reset is retried in vain.',
    breaks:
      '"Connection dropped" again and again, where the advice to remove large attachments would have helped.',
    remedy: 'Answer before you close, and read or drain enough of the body for the client to see the answer.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['apiErrors', 'errors', 'observed'],
  },
  'LIM-02b': {
    level: 'should',
    title: 'A 413 has the form of the format',
    statement:
      'The refusal of a body that is too large comes in the error envelope of the format, not as a page of HTML.',
    levelReason: 'Claude Code looks at the status; the text is for people and for other clients.',
    breaks: 'The refusal reads like a web page, and what logs it finds no type in it.',
    remedy:
      'nginx: `error_page 413 @large;` with a location that has `default_type application/json; return 413 \'{"type":"error","error":{"type":"request_too_large","message":"The request is too large."}}\';`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['apiErrors', 'ours'],
  },
  'LIM-03': {
    level: 'must',
    title: 'Request headers of 12 KB are accepted',
    statement:
      'Credential, beta list, hints and custom headers of together 12 KB arrive, each of them below 8 KB.',
    levelReason:
      'A token of 6 KB, hints of 4 KB and a beta list of 1 KB are usual sizes; a refusal fails every turn.',
    breaks: '"API Error: 400" or 431 on every prompt, or only for developers with long tokens.',
    remedy:
      'nginx: `large_client_header_buffers 4 32k`. Apache: `LimitRequestFieldSize 32768`. HAProxy: `tune.bufsize 65536`. Node: `--max-http-header-size=65536`. Envoy takes 60 KB by default: `max_request_headers_kb`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'ours'],
  },
  'LIM-03b': {
    level: 'should',
    title: 'Request headers of 32 KB are accepted',
    statement: 'The same with 32 KB in all.',
    levelReason:
      'Only several long values at once come to that size, and common servers stop at 16 KB by default.',
    breaks: '"API Error: 431" for developers with the longest tokens and all hints switched on.',
    remedy:
      'Room for 64 KB. nginx: `large_client_header_buffers 8 32k`. Apache: `LimitRequestFieldSize 65536`. HAProxy: `tune.bufsize 131072`. Node: `--max-http-header-size=131072`. AWS load balancers stop at 64 KB in all, 16 KB a line.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'errors', 'ours'],
  },
  'LIM-04': {
    level: 'must',
    title: 'An answer without streaming may take ten minutes',
    statement:
      'No timeout of the gateway ends a request before that of the client, ten minutes by default and five on a fallback. Slow runs hold answers for up to 110 seconds.',
    levelReason:
      'A cut answer is generated again and in the end shown as a timeout. Only what the Claude apps gateway waits for by default, less than two minutes, is judged.',
    breaks: '"Request timed out", after the same answer was generated and paid for several times.',
    remedy:
      'nginx: `proxy_read_timeout 600s`. HAProxy: `timeout server 600s`. Envoy: `timeout: 0s` on the route (15 s by default). Kong: `read_timeout: 600000`. LiteLLM: `request_timeout: 600`. Bifrost: `default_request_timeout_in_seconds: 600` (30 by default). AWS API Gateway stops after 29 s unless raised. Claude apps gateway: `upstream_ttfb_ms: 600000` under `timeouts` (120000 by default).',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['envVars', 'errors', 'observed', 'appsGateway'],
  },
  'LIM-05': {
    level: 'must',
    title: 'A stream may be idle for five minutes and run for an hour',
    statement:
      'Neither the idle time nor the total time of a stream is cut below what the client allows. Slow runs keep a stream alive for two minutes; idle streams are the matter of MSG-STR-11.',
    levelReason: 'The cut is visible. Five minutes are the idle limit of the client; the hour is ours.',
    breaks: '"The response above may be incomplete" on the longest answers.',
    remedy:
      'Set idle timeouts to ten minutes, and total timeouts of streams to none. Envoy: `timeout: 0s`, `idle_timeout: 600s` and no `max_stream_duration`. HAProxy: `timeout server 600s`. nginx: `proxy_read_timeout 600s`. Bifrost: `stream_idle_timeout_in_seconds: 600`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['network', 'envVars'],
  },
  'LIM-06': {
    level: 'should',
    title: 'Requests with very many parts are accepted',
    statement:
      'Thousands of messages and blocks, 300 tools and deeply nested schemas and inputs arrive complete.',
    levelReason: 'Few sessions come near; the sizes are ours, within the limits of the API.',
    breaks: '"API Error: 400" or 500 in very long sessions, or with many MCP servers.',
    remedy:
      'Raise limits on array length and nesting depth of JSON parsers and firewalls. ModSecurity: `SecRequestBodyJsonDepthLimit` and `SecArgumentsLimit`, or no body access on these paths.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['messages', 'ours'],
  },
  'LIM-07': {
    level: 'should',
    title: '`max_tokens` reaches the upstream unchanged',
    statement: 'The gateway neither lowers nor raises the value that the client asked for.',
    levelReason: 'A lower cap makes answers stop early; the client asks for the rest up to three times.',
    breaks: 'Long answers stop at 4,096 tokens and the like, and large files are written in pieces.',
    remedy:
      "Remove default and maximum output tokens from the model configuration, or set them to those of the model: `max_tokens` in LiteLLM's `litellm_params`, `model.options.max_tokens` in Kong's AI Proxy, `override_params` in Portkey.",
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['connect', 'observed', 'products'],
  },
  'LIM-08': {
    level: 'should',
    title: 'A kept connection can be used again',
    statement:
      'Several requests over one connection, with pauses between them, are all answered. A gateway that closes idle connections says so or closes them cleanly.',
    levelReason: 'Claude Code repeats a request that was reset before its headers.',
    breaks:
      'Delays of seconds on the first prompt after a pause; now and then "Connection dropped (ECONNRESET)".',
    remedy:
      'Let the keep-alive timeout of each hop towards the client be longer than that of the hop before it. Node: `server.keepAliveTimeout = 120_000` (5 s by default). nginx: `keepalive_timeout 120s`. uvicorn: `--timeout-keep-alive 120` (5 s by default). Behind an AWS load balancer: longer than its idle timeout.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['errors', 'network', 'observed'],
  },
  'LIM-09': {
    level: 'should',
    title: 'An outdated client certificate fails the handshake',
    statement:
      'With mutual TLS, an expired certificate ends the connection, not in an HTTP error, so that the client loads the new one.',
    levelReason: 'Only organisations with mutual TLS are concerned.',
    breaks: 'Sessions stay broken after a certificate was renewed, until a restart.',
    remedy:
      'Refuse the certificate in the handshake, as HAProxy does with `verify required`. nginx finishes the handshake and answers 400.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['network'],
    unchecked: {
      reason: 'needs a real login',
      note: "It takes a client certificate of the operator's CA that has expired; given as `--client-cert`, a run stops and names how it was refused.",
    },
  },
  'LIM-10': {
    level: 'may',
    title: 'The gateway adds little time to the first byte',
    statement: 'The time that a gateway adds is reported and never judged.',
    levelReason: 'No source names a number, and a clock proves nothing about a busy machine.',
    breaks: 'Each turn feels slower.',
    remedy: 'Keep connections to the provider open, and move logging out of the path of the request.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['ours'],
    unchecked: {
      reason: 'documentation duty of the operator',
      note: 'What is slow is for the operator to say; a report carries the duration of each check.',
    },
  },
});
