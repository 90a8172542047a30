import { ANTHROPIC, ANY, EITHER, EVERY_FORMAT, family, RELAY, SSE_FORMATS, UPSTREAM } from '../row.ts';

/** MSG-HDR: request headers, which arrive and which may stay behind. */
export const headers = family({
  'MSG-HDR-01': {
    level: 'must',
    title: 'Every value of `anthropic-beta` reaches the upstream',
    statement:
      'The upstream receives each value that the client sent in `anthropic-beta`. Order, blanks after commas and the split over several lines are free; losing or changing a value is not.',
    levelReason:
      'The guide says to forward the header verbatim. A lost value makes the upstream refuse the body field that depends on it, or switches a feature off in silence.',
    breaks:
      '"API Error: 400 ...: Extra inputs are not permitted" on each turn when the paired field still arrives. Without a paired field, the larger context window or interleaved thinking is simply off.',
    remedy:
      'Forward the header as it came. LiteLLM: `forward_client_headers_to_llm_api: true` in `general_settings`, or the `/anthropic` pass-through. Bifrost: `*` in the allowed headers, and `beta_header_overrides` for values that it drops. Kong, Envoy and nginx forward it unless a transformer removes it. A gateway that needs values of its own appends them to those of the client.',
    formats: SSE_FORMATS,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'rollout', 'betaHeaders'],
  },
  'MSG-HDR-01b': {
    level: 'should',
    title: 'The gateway adds no value to `anthropic-beta`',
    statement: 'The upstream receives no beta value that the client did not send.',
    levelReason:
      'A known value that is added does no harm on the Claude API, and some products add one on purpose. An upstream that does not know it refuses the request.',
    breaks:
      'As long as the upstream knows the value, nothing. After a change of provider, "API Error: 400" names a beta value that appears nowhere on the developer\'s machine.',
    remedy:
      "Remove static beta values from the provider configuration: `extra_headers` in LiteLLM's `litellm_params` and in Bifrost's `network_config`, `request-transformer` in Kong, `proxy_set_header` in nginx. The client's set is complete.",
    formats: SSE_FORMATS,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'betaHeaders', 'products'],
  },
  'MSG-HDR-02': {
    level: 'must',
    title: 'Beta values are not checked against a list',
    statement:
      'A beta value that the gateway has never heard of reaches the upstream like any other; the upstream decides.',
    levelReason:
      'The guide forbids an allowlist of individual values, because the set changes with each release of Claude Code.',
    breaks:
      'All is well until the next Claude Code release. Then each turn ends in a 400, or a new feature does nothing, until the gateway is upgraded.',
    remedy:
      'Remove the table of known values, or apply it only to upstreams that are not the Claude API. Bifrost: allow the prefix of the value in `beta_header_overrides` of `network_config`.',
    formats: SSE_FORMATS,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'betaHeaders'],
  },
  'MSG-HDR-03': {
    level: 'must',
    title: 'The OAuth beta value of a claude.ai login reaches the upstream',
    statement:
      'When developers sign in with claude.ai and set only the base URL, `anthropic-beta` carries an OAuth value that belongs to the `Authorization` header. Both arrive, or both are replaced together.',
    levelReason: 'The guide says that those requests fail with 401 when the value is stripped.',
    breaks: '401 on every request, though `/status` shows a valid login.',
    remedy:
      'Forward `anthropic-beta` whole and leave the `Authorization` header of such requests alone. LiteLLM: `forward_client_headers_to_llm_api: true`, and no `api_key` for the model. A server-side key in `x-api-key` takes the place of the login only if the OAuth value goes, too.',
    formats: ANTHROPIC,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'llmGateway'],
  },
  'MSG-HDR-04': {
    level: 'should',
    title: 'Beta values on several lines or with blanks stay one list',
    statement:
      'Two `anthropic-beta` lines, or blanks around the commas, mean the same as one list without blanks. The upstream receives all values, in either form.',
    levelReason: 'Claude Code sends one line without blanks; other clients and headers set by hand do not.',
    breaks:
      'A feature switched on by a second header line stays off, or its body field is refused with a 400.',
    remedy:
      'Join all lines of the name with commas, as HTTP allows, in place of keeping the first or the last, and trim each value. Go: `Header.Values`, not `Get`. Starlette and FastAPI: `headers.getlist`. Node: `headersDistinct`, or `headers`, which joins.',
    formats: SSE_FORMATS,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['httpSemantics', 'betaHeaders', 'sdk'],
    doubt: {
      settled: false,
      note: 'Whether the API names every unknown value of a list when it refuses one, or the first alone, no document says and no recording shows. From outside a value counts as arrived when it is named.',
    },
  },
  'MSG-HDR-05': {
    level: 'must',
    title: 'A long `anthropic-beta` header arrives whole',
    statement: 'A value list of 2 KB and more, with 25 values and more, reaches the upstream untruncated.',
    levelReason:
      'The guide says verbatim, and that the set grows; eight to twelve values are usual today. The size is ours.',
    breaks:
      'The features whose values stand last fail with a 400 or stay off; which ones changes by release.',
    remedy:
      'Raise header limits. nginx: `large_client_header_buffers 4 32k`. Apache: `LimitRequestFieldSize 32768`. HAProxy: `tune.bufsize 65536`. Node: `--max-http-header-size=65536`. Do not keep headers in fixed-size columns or fields.',
    formats: SSE_FORMATS,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'ours'],
  },
  'MSG-HDR-06': {
    level: 'must',
    title: '`anthropic-version` reaches the upstream as it was sent',
    statement:
      'The header arrives once, with the value of the client. The gateway sets it only when it is missing.',
    levelReason: 'The guide marks the header as one to forward unchanged.',
    breaks:
      'A missing header is a 400 on every turn. A replaced one lets the upstream read the request under other rules than it was written for.',
    remedy:
      'Forward the header. Where the gateway builds requests through an SDK, set the version from the incoming request. Bifrost: add it to the allowed headers. nginx: no `proxy_set_header anthropic-version` with a constant.',
    formats: SSE_FORMATS,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'versioning'],
    doubt: {
      settled: false,
      note: 'That the API refuses a request without the header, and in which words, is known from public reports alone; no recording shows it.',
    },
  },
  'MSG-HDR-07': {
    level: 'must',
    title: '`anthropic-version` is not pinned to one date',
    statement:
      'Both versions in use, `2023-06-01` and `2026-10-21`, arrive as they were sent, and so would a later one.',
    levelReason:
      'Follows from forwarding the header unchanged; told apart from MSG-HDR-06, since a pinned date looks right until a client sends another one.',
    breaks:
      'Nothing for a client that sends the pinned date. With another one, fields are refused or accepted against expectation: `temperature: Extra inputs are not permitted` is a typical 400.',
    remedy:
      'Replace the constant by the value of the incoming header: `proxy_set_header` of nginx, `request-transformer` of Kong, `extra_headers` of LiteLLM and Bifrost are where such constants stand. An SDK takes the header with each request, not only when the client is made.',
    formats: SSE_FORMATS,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'versioning', 'sdk'],
  },
  'MSG-HDR-08': {
    level: 'should',
    title: 'Unknown `anthropic-*` request headers reach the upstream',
    statement:
      'A header of the `anthropic-` family that the gateway does not know is forwarded to a Claude upstream.',
    levelReason:
      'The guide asks for it, but the Claude apps gateway drops such headers, and no current feature of the Messages format needs one: SHOULD.',
    breaks: 'Nothing today. A feature that comes with a header of its own does not work behind this gateway.',
    remedy:
      'Forward by prefix in place of by name: everything that begins with `anthropic-`. Bifrost: `*` in the allowed headers. LiteLLM: the `/anthropic` pass-through. The Claude apps gateway 2.1.330 has no setting for it.',
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'appsGateway'],
  },
  'MSG-HDR-09': {
    level: 'must',
    title: 'A header the gateway does not know never fails a request',
    statement:
      'Requests with unknown headers, such as a new `x-claude-code-*` one, are served like others. The gateway may forward, use or drop `x-claude-code-*`, `x-app`, `x-stainless-*` and `user-agent`.',
    levelReason:
      'Forwarding is free, as the guide says. Refusing is not: new headers come with client releases and are on every request.',
    breaks: 'After an update of Claude Code every prompt ends in a 400 or 403.',
    remedy:
      "Ignore unknown headers. In a WAF, take API paths out of rules that allow only listed headers: a scope-down statement in AWS WAF, a skip rule in Cloudflare. No schema check of headers in Kong's `request-validator` or in an API definition of Azure API Management.",
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide'],
  },
  'MSG-HDR-10': {
    level: 'must',
    title: 'Headers set through `ANTHROPIC_CUSTOM_HEADERS` are accepted',
    statement:
      'A request with extra headers of the organisation, in any case of letters, is served. Whether they travel on is up to the gateway.',
    levelReason: 'Developers add them to every request, so a refusal fails the whole session.',
    breaks: 'Every prompt ends in a 400 or 403 as soon as the variable is set.',
    remedy:
      'Ignore what is not used. Compare header names without regard to case. nginx drops names with an underscore: `underscores_in_headers on`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'connect', 'envVars'],
  },
  'MSG-HDR-11': {
    level: 'must',
    title: 'The body is framed correctly on the way to the upstream',
    statement:
      'The upstream receives `content-type: application/json` and a body that is complete: `content-length` equals its bytes, or it is chunked, and `content-encoding` is there only when it is true.',
    levelReason: 'A wrong length truncates or hangs the request, and a wrong type is refused.',
    breaks:
      'A 400 about malformed JSON, or a hang, often only on large requests or those with non-ASCII text.',
    remedy:
      'Compute the length in bytes after the last change to the body (Node: `Buffer.byteLength`, not `length` of a string), and drop the `content-length` of the client when the body is rebuilt. Send `content-type: application/json` yourself where an HTTP client does not know that it sends JSON.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['httpSemantics'],
  },
  'MSG-HDR-11b': {
    level: 'should',
    title: 'A request is taken whose body comes in chunks',
    statement: 'A body without `content-length`, sent in chunks, reaches the upstream whole.',
    levelReason:
      'Claude Code always sends the length, HTTP lets a server ask for it with 411, and the Claude apps gateway does: SHOULD.',
    breaks:
      '411 for clients other than Claude Code that stream their requests, and behind a proxy that sends on in chunks.',
    remedy:
      'Take the chunked coding. nginx does so by default; for a framework or a firewall that asks for a length, read the body and send its length on.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['httpSemantics', 'observed', 'appsGateway'],
  },
  'MSG-HDR-12': {
    level: 'should',
    title: 'A compressed stream still delivers each event at once',
    statement:
      'When the client accepts gzip, br or zstd and the gateway compresses a stream, it flushes the compressor after every event.',
    levelReason:
      'Most gateways do not compress streams. One that does and buffers fails MSG-STR-02, too; this row names the cause.',
    breaks:
      'Text appears in bursts or only at the end, though the stream works for clients that ask for no compression.',
    remedy:
      'Leave `text/event-stream` out of compression. nginx: not in `gzip_types`. Apache: not in `AddOutputFilterByType DEFLATE`. Envoy: not in `content_type` of the compressor. Caddy: `encode` with a `match` on the content type. Express: `compression` with a `filter`.',
    formats: SSE_FORMATS,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'products'],
  },
  'MSG-HDR-13': {
    level: 'must',
    title: 'A `traceparent` header does no harm',
    statement:
      'A request with W3C trace context is served. The gateway may continue the trace, forward it or drop it.',
    levelReason:
      'Passing it on is optional. Failing on it is visible, and to everyone whose organisation has tracing switched on.',
    breaks: 'Every prompt fails while tracing is on.',
    remedy:
      "Ignore the header or hand it to the tracing library; never validate it into an error. Kong's `opentelemetry` and Envoy's tracing continue it by themselves.",
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['envVars', 'traceContext'],
  },
  'MSG-HDR-14': {
    level: 'must',
    title: "The developer's gateway credential stays in the gateway",
    statement:
      'Where the gateway holds the provider credential, the one that a developer presented appears nowhere in the upstream request: not in a header, the query or the body. Plain proxies that pass the credential on are not concerned.',
    levelReason: 'A safety rule: the key would be disclosed to a third party, though nothing visibly fails.',
    breaks: 'Nothing that a developer sees. Their gateway key stands in the logs of another company.',
    remedy:
      'Remove `authorization`, `x-api-key` and any header of your own that holds a key before forwarding, then set the provider credential. nginx: `proxy_set_header Authorization ""; proxy_set_header x-api-key <provider key>;`. Kong: `hide_credentials: true` in `key-auth`. Envoy: `request_headers_to_remove`. LiteLLM: a current release, as older ones forwarded the header together with their own.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['gateways', 'rollout'],
  },
});
