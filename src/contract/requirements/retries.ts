import { ANY, EITHER, EVERY_FORMAT, family, RELAY } from '../row.ts';

/** ERR, second part: who retries, when, and what steers it. */
export const retries = family({
  'ERR-08': {
    level: 'must',
    title: '`retry-after` of a 429 arrives as whole seconds',
    statement:
      'The header of the upstream reaches the client with its value. On a 429 of its own, the gateway writes whole seconds, not a date.',
    levelReason: 'The guide asks for integer seconds; a date is ignored by the client.',
    breaks:
      'Claude Code asks again too early, and uses up its attempts against a limit that is still in force.',
    remedy:
      'Relay the header. In your own rate limiter, convert dates and fractions to whole seconds, rounded up. claude-code-router 2.0.0 forwards no response header.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'errors', 'observed'],
    doubt: {
      settled: true,
      note: 'The SDKs would accept a date, the documents ask for seconds. Release 2.1.330 waits for `3`, and ignores a date.',
    },
  },
  'ERR-08b': {
    level: 'should',
    title: '`retry-after` of a 5xx arrives',
    statement: 'The header of an upstream 503 or 529 reaches the client with its value.',
    levelReason:
      'Backoff works without it. The Claude apps gateway answers upstream 5xx errors itself, without the header.',
    breaks: 'Retries come sooner or later than the provider asked for.',
    remedy:
      'Keep the header when you answer for a failed upstream. nginx, in the location of the error page: `add_header retry-after $upstream_http_retry_after always;`.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'appsGateway'],
  },
  'ERR-09': {
    level: 'should',
    title: "The gateway's own throttle asks for 60 seconds at most",
    statement:
      'A 429 that the gateway makes for a short throttle has a `retry-after` of 60 or less. More is right only where waiting is no use.',
    levelReason: 'Above 60 the client stops at once, which may be intended for a spent budget.',
    breaks: '"Request rejected (429)" at once, where a wait of a minute would have been silent.',
    remedy:
      'Cap the header at 60 for rate limits by the minute. nginx: `limit_req_status 429` sends no header, so `add_header retry-after 10 always;` in its error page. Envoy: `response_headers_to_add` of the local rate limit.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'observed'],
    doubt: {
      settled: true,
      note: 'Release 2.1.330 waits for 3 s and gives up at once at 90 s. That the border is 60 is from the guide, and was measured by a third party.',
    },
  },
  'ERR-10': {
    level: 'must',
    title: '`x-should-retry` of a 4xx reaches the client',
    statement: 'The header arrives with the value of the upstream, `true` or `false`.',
    levelReason: 'The guide asks to pass the value through unchanged.',
    breaks:
      'Requests that can never succeed are repeated for minutes, and those that would succeed are given up.',
    remedy:
      'Forward all response headers but hop-by-hop ones, or add this one to the list of those that are. claude-code-router 2.0.0 forwards none.',
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'sdk', 'observed'],
  },
  'ERR-10b': {
    level: 'should',
    title: '`x-should-retry` of a 5xx, or of Bedrock and Vertex, reaches the client',
    statement:
      'The header of an upstream 5xx arrives with its value, and on Bedrock and Vertex that of any error.',
    levelReason:
      'A 5xx is retried in any case. The Claude apps gateway answers upstream 5xx errors itself, without the header; Bedrock and Vertex were never seen to send it.',
    breaks: 'A lasting failure of the provider is retried for three minutes before it shows.',
    remedy:
      'Keep the header when you answer for a failed upstream. nginx, in the location of the error page: `add_header x-should-retry $upstream_http_x_should_retry always;`.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'appsGateway'],
  },
  'ERR-11': {
    level: 'should',
    title: 'A permanent refusal of the gateway says `x-should-retry: false`',
    statement: 'A spent budget or a policy block carries the header, so that nobody waits for it.',
    levelReason: 'The refusal arrives in any case, only late.',
    breaks: 'Three minutes of retries before the developer reads that the budget is spent.',
    remedy:
      'Set the header on refusals that do not pass with time. nginx: `add_header x-should-retry false always;` in that location. Kong: `exit-transformer`. Azure API Management: `set-header` under `on-error`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['errors', 'appsGatewayConfig', 'observed'],
    unchecked: {
      reason: 'needs a real login',
      note: 'It takes a credential whose budget is spent or which a policy blocks.',
    },
  },
  'ERR-12': {
    level: 'should',
    title: 'Limits for each developer leave room for parallel agents',
    statement: 'Ten requests at once and twenty more in a row, all small, pass without a 429 of the gateway.',
    levelReason:
      'The rates are ours, retries hide short throttles, and some organisations limit on purpose. Checked on request only.',
    breaks:
      '"Request rejected (429)" when subagents or background calls run, after three minutes of silent retries.',
    remedy:
      'Size limits for bursts: one developer with subagents sends ten requests at once and each may be retried ten times.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['rollout', 'errors', 'ours'],
  },
  'ERR-13': {
    level: 'should',
    title: 'The gateway leaves it to the client to ask again',
    statement:
      'The gateway leaves it to the client to repeat what the provider throttled, or broke off before the first byte. What is repeated after that is for GWC-08.',
    levelReason:
      'The client retries on its own; a second retrier costs money and time, and rarely fails a turn.',
    breaks:
      'Turns are billed twice, overloads last longer, and errors take the product of both retry counts to show.',
    remedy:
      'Switch off retries on Claude routes. LiteLLM: `num_retries: 0`. nginx: `proxy_next_upstream off`. Kong: `retries: 0` on the service (5 by default). Envoy: no `retry_policy`. HAProxy: `retries 0`. Portkey: no `retry` in the config. Bifrost: `max_retries: 0`. Cloudflare AI Gateway: `cf-aig-max-attempts: 1`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['errors', 'observed'],
  },
  'ERR-20': {
    level: 'should',
    title: 'The gateway does not time out before the client',
    statement:
      "A 408 or 504 of the gateway comes only after the client's own deadline, ten minutes for a request by default.",
    levelReason:
      'The client retries, so the turn is late and paid for twice; it fails only when each attempt is cut.',
    breaks: 'Long answers are generated again and again, and end in "Request timed out".',
    remedy:
      'Set total and read timeouts above ten minutes: nginx `proxy_read_timeout 600s`, HAProxy `timeout server 600s`, Envoy `timeout: 0s` on the route, Kong `read_timeout: 600000`, LiteLLM `request_timeout: 600`, Bifrost `default_request_timeout_in_seconds: 600`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['errors', 'envVars', 'network'],
  },
});
