import { ANY, BEDROCK, EITHER, EVERY_FORMAT, family, RELAY, SSE_FORMATS, UPSTREAM } from '../row.ts';

/** RSP: response headers. */
export const responseHeaders = family({
  'RSP-01': {
    level: 'must',
    title: 'JSON answers say that they are JSON',
    statement:
      'Messages without streaming, counts, model lists and errors carry `content-type: application/json`; streams have MSG-STR-01 and BDR-STR-01.',
    levelReason: 'The SDK inside Claude Code parses a body as JSON only under a JSON type.',
    breaks:
      '"API returned an empty or malformed response (HTTP 200)" on side checks and on the fallback of a failed stream.',
    remedy:
      'Relay the content type. Do not let a framework default to `text/plain`: `JSONResponse` in FastAPI, `res.json` in Express; nginx `default_type application/json` in locations that return a text.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'sdk'],
  },
  'RSP-02': {
    level: 'should',
    title: '`request-id` of the upstream reaches the client',
    statement: 'The header arrives with its value on answers and on errors.',
    levelReason: 'It serves support, not the session. The Claude apps gateway replaces it.',
    breaks: 'Error messages without a request id, so that the provider cannot look the case up.',
    remedy:
      'Forward the header. Name an id of your own differently, such as `x-request-id`. claude-code-router 2.0.0 forwards no response header; the Claude apps gateway 2.1.330 sends its own id.',
    formats: SSE_FORMATS,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['apiErrors', 'errors', 'appsGateway'],
  },
  'RSP-03': {
    level: 'should',
    title: '`anthropic-ratelimit-unified-*` headers reach the client',
    statement:
      'All headers of the family arrive with their values, on answers and on 429s, including names the gateway does not know.',
    levelReason:
      'The guide asks to forward them on every response, but the Claude apps gateway drops them, and only claude.ai logins use them: SHOULD.',
    breaks: 'No usage display, and a spent plan limit looks like a passing throttle.',
    remedy:
      'Forward response headers by the prefix `anthropic-`, or all but hop-by-hop ones. LiteLLM renames some to `llm_provider-`: use the `/anthropic` pass-through. The Claude apps gateway 2.1.330 has no setting for it.',
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'errors', 'appsGateway'],
    doubt: {
      settled: false,
      note: 'No recording carries headers of this family; their names and their meaning are from the guide.',
    },
  },
  'RSP-04': {
    level: 'should',
    title: 'Other limit and account headers of the API reach the client',
    statement:
      '`anthropic-ratelimit-*`, `anthropic-priority-*`, `anthropic-fast-*`, `anthropic-organization-id` and `anthropic-workspace-id` arrive with their values.',
    levelReason:
      'Claude Code does not need them; dashboards and other clients do. The Claude apps gateway drops the rate-limit ones.',
    breaks: 'Tools that pace themselves by the remaining quota run blind.',
    remedy:
      'Forward response headers by the prefix `anthropic-`, or all but hop-by-hop ones. LiteLLM renames some to `llm_provider-`: use the `/anthropic` pass-through.',
    topologies: RELAY,
    vantages: EITHER,
    sources: ['rateLimits', 'apiOverview', 'platformFastMode', 'appsGateway'],
  },
  'RSP-05': {
    level: 'should',
    title: 'Retry headers of a relayed error are not invented',
    statement:
      'When the upstream sends no `retry-after` or `x-should-retry`, the relayed answer has none either. Forwarding those it does send is for ERR-08 and ERR-10.',
    levelReason: 'A made-up value misleads the client about one error; it fails no turn by itself.',
    breaks:
      'A wait of a minute before each attempt at a request that can never succeed, or a retry given up too early.',
    remedy:
      'Set the headers on your own refusals only, not as a default on all errors: nginx `add_header ... always` belongs in the location of the error page.',
    formats: EVERY_FORMAT,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'products'],
  },
  'RSP-06': {
    level: 'should',
    title: 'Unknown `anthropic-*` response headers reach the client',
    statement: 'A response header of the `anthropic-` family that the gateway has never seen arrives.',
    levelReason: 'The guide speaks of open lists for requests; for answers this is our inference.',
    breaks: 'Nothing today; a later release may read such a header.',
    remedy:
      'Forward response headers by prefix, or all but hop-by-hop ones. A list of names needs a new entry with each release of the API.',
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'ours'],
    doubt: {
      settled: false,
      note: 'No document asks for it. The guide wants open lists for requests; that answers follow is our inference.',
    },
  },
  'RSP-07': {
    level: 'should',
    title: '`x-amzn-*` headers of Bedrock reach the client',
    statement:
      '`x-amzn-requestid`, `x-amzn-bedrock-invocation-latency` and the token counts of `x-amzn-bedrock-*` arrive with their values.',
    levelReason: 'They serve support and dashboards, not the session.',
    breaks: 'AWS cannot look a case up; latency and token reports have holes.',
    remedy:
      'Forward response headers by the prefix `x-amzn-`, or all but hop-by-hop ones. The Claude apps gateway and claude-code-router forward none of them.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['recordings'],
    doubt: {
      settled: true,
      note: 'The headers are in the recordings of Bedrock: the request id on every answer, latency and token counts on most of those without streaming.',
    },
  },
  'RSP-08': {
    level: 'must',
    title: 'Headers agree with the body after decompression',
    statement:
      'A gateway that unpacks a compressed answer removes `content-encoding` and `content-length`; one that packs it sets them.',
    levelReason: 'A body that is not what its headers say cannot be read.',
    breaks:
      'Every stream fails with a decompression error and is asked again without streaming, at twice the cost.',
    remedy:
      'Drop both headers whenever the HTTP client unpacks for you: `fetch`, `httpx` and Go\'s `Transport` do so silently. Or ask the upstream for `accept-encoding: identity`. nginx: `proxy_set_header Accept-Encoding ""`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['httpSemantics', 'observed'],
  },
  'RSP-09': {
    level: 'must',
    title: 'No answer shows the credential of the gateway',
    statement:
      "The provider credential appears in no header of an answer and in none of the gateway's own errors. Nor do request headers come back in error bodies.",
    levelReason: 'A safety rule: every developer could read and reuse the key, though nothing visibly fails.',
    breaks: "Nothing that a developer notices. The organisation's key stands in terminals and transcripts.",
    remedy:
      'Build error texts from a fixed list. Never print the outgoing request, its URL query or a stack trace.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['appsGatewayConfig', 'ours'],
  },
});
