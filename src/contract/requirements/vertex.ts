import { EITHER, family, RELAY, restated, UPSTREAM, VERTEX } from '../row.ts';
import { body } from './body.ts';
import { streamDelivery } from './stream-delivery.ts';
import { streamEvents } from './stream-events.ts';

/** VTX: Vertex rawPredict. Bodies, headers and streams are those of Messages, but for model, version and path. */
export const vertex = family({
  'VTX-EP-01': {
    level: 'must',
    title: '`:rawPredict` of a model answers with a message',
    statement:
      'The path `/projects/{p}/locations/{l}/publishers/anthropic/models/{m}:rawPredict` gives a JSON `message` object and reaches the same path of the upstream. A gateway with a credential of its own may name a project of its own.',
    levelReason:
      'The guide names it as an endpoint of the format. Model probes, side checks and the fallback of a failed stream use it.',
    breaks: 'Auto mode cannot check actions, and a stream that breaks once ends the turn.',
    remedy:
      'Route everything below `/projects/` to the provider. LiteLLM: the `/vertex_ai` pass-through route.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'vertexSdk', 'observed'],
  },
  'VTX-EP-02': {
    level: 'must',
    title: '`:streamRawPredict` of a model answers with a stream',
    statement:
      'The same path with that suffix gives server-sent events and reaches the same path of the upstream.',
    levelReason: 'The guide names it as the endpoint that every turn uses; there is no session without it.',
    breaks: 'No prompt is answered.',
    remedy: 'Route both suffixes alike, and do not choose the answer by `stream` in the body alone.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'vertexSdk', 'observed'],
  },
  'VTX-EP-03': {
    level: 'may',
    title: '`count-tokens:rawPredict` is served',
    statement: 'Token counting has an endpoint of its own. Serving it is optional; CNT-06 says how.',
    levelReason: 'The guide calls it optional: Claude Code estimates when it is absent.',
    breaks: '`/context` shows estimates in place of exact counts.',
    remedy:
      'Route the path like those of models, without looking the name `count-tokens` up in a model list.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'vertexSdk'],
    restates: ['CNT-06'],
  },
  'VTX-EP-04': {
    level: 'must',
    title: 'A model with a date, behind an `@`, is served',
    statement:
      'A path with a model such as `claude-haiku-4-5@20251001` is served and reaches the upstream with that model, `@` as it is or as `%40`.',
    levelReason: 'Claude Code sends such models; another path is a 404.',
    breaks: '"There\'s an issue with the selected model" for models with a date.',
    remedy:
      'Decode for the look-up only, and forward the path as it came. nginx: `proxy_pass` without a path. Apache: `nocanon` on ProxyPass. A model list needs the names with `@` and date.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['vertex', 'vertexSdk', 'observed'],
  },
  'VTX-EP-04b': {
    level: 'should',
    title: '`@` and `:` may come encoded in a model path',
    statement:
      '`%40` before the date of a model and `%3A` before the method are served like `@` and `:`, and reach the upstream as the same path.',
    levelReason:
      'Claude Code and the SDK of Vertex send both as they are; proxies in front of a gateway and other clients encode them.',
    breaks: 'A 404 for clients behind such a proxy, for models with a date or for all.',
    remedy:
      'Decode for the look-up only, and forward the path as it came. Frameworks: match on the decoded path, proxy the raw one. Apache: `nocanon` on ProxyPass.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['vertex', 'vertexSdk', 'observed'],
  },
  'VTX-EP-05': {
    level: 'should',
    title: 'Global, multi-region and regional locations are served',
    statement:
      '`global`, `us`, `eu` and a region such as `us-east5` are accepted, and the location arrives as it was sent unless a declared mapping changes it.',
    levelReason: 'Most organisations use one location, which the other rows prove.',
    breaks:
      'A 404 for models that only another location has, or data that leaves the region it was meant for.',
    remedy:
      'Take the location from the path. The host follows from it: `aiplatform.googleapis.com` for `global`, `{region}-aiplatform.googleapis.com` for a region.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['vertex', 'claudeOnVertex'],
  },
  'VTX-EP-06': {
    level: 'should',
    title: 'A base URL with or without a final `/v1` gives one `/v1` upstream',
    statement:
      'Clients append `/projects/...` to what they were given. Both forms are served or refused with a quick 404, and the upstream never sees `/v1` twice.',
    levelReason:
      'The form that the operator hands out is proven by VTX-EP-01; the other one is a common slip.',
    breaks: 'A 404 on every prompt for developers who copied the base URL with, or without, `/v1`.',
    remedy:
      'Serve both forms, or say in the instructions which one it is. nginx: `location /projects/ { proxy_pass https://{region}-aiplatform.googleapis.com/v1/projects/; }` beside `location /v1/projects/`. LiteLLM: `/vertex_ai/v1`.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'connect', 'vertexSdk', 'observed'],
    doubt: {
      settled: true,
      note: 'Older pages show both forms. Release 2.1.330 appends `/projects/...` to the base URL as it is given, with or without `/v1`.',
    },
  },
  'VTX-HDR-01': {
    level: 'must',
    title: '`anthropic-beta` reaches the upstream as in the Messages format',
    statement: 'All values arrive, long lists and unknown ones included.',
    levelReason: 'The guide marks the header as one to forward unchanged in this format, too.',
    breaks: 'Features are off without a word, or "API Error: 400" names a field whose value was lost.',
    remedy:
      "Forward the header. It is not one of those that Google lists; allow it by name where a list is kept. LiteLLM's `/vertex_ai` pass-through does.",
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'observed'],
    restates: ['MSG-HDR-01', 'MSG-HDR-02', 'MSG-HDR-05'],
  },
  'VTX-HDR-01b': {
    level: 'should',
    title: '`anthropic-beta` is a list, to which the gateway adds nothing',
    statement: 'The milder rules about the header hold here, too.',
    levelReason:
      'The rows are a SHOULD in the Messages format: other clients are concerned, or an upstream that refuses an added value.',
    breaks: 'A feature set by a second header line stays off, or a 400 names a value that no developer sent.',
    remedy:
      'Join several lines of the header with commas, and remove static beta values from the provider configuration.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide'],
    restates: ['MSG-HDR-01b', 'MSG-HDR-04'],
  },
  'VTX-HDR-02': {
    level: 'must',
    title: '`anthropic-version` reaches the upstream when the client sends it',
    statement:
      'Claude Code sends the header beside the body field, SDKs of major version 1 do not. Sent, it arrives unchanged.',
    levelReason: 'The guide marks the header as one to forward unchanged in this format, too.',
    breaks: 'The upstream may read the request under other rules than it was written for.',
    remedy:
      'Forward the header. LiteLLM drops it on `/vertex_ai` when the proxy holds the credential: its list of forwarded headers has `anthropic-beta` alone.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'vertexSdk', 'observed'],
    restates: ['MSG-HDR-06', 'MSG-HDR-07'],
  },
  'VTX-HDR-03': {
    level: 'should',
    title: 'Google credentials are kept or replaced, never mixed',
    statement:
      "A proxy without a credential of its own forwards `authorization` and `x-goog-user-project` as they came. A gateway with one puts its own token into `authorization`, and the developer's does not arrive.",
    levelReason: 'Only one of the two cases concerns a gateway, and it is seen at once when it is set up.',
    breaks: '401 or 403 on every prompt, or costs charged to another project.',
    remedy:
      'Decide for one case. With a credential of your own, have developers set `CLAUDE_CODE_SKIP_VERTEX_AUTH=1`.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['connect', 'vertexSdk', 'observed'],
  },
  'VTX-BODY-01': {
    level: 'must',
    title: '`anthropic_version` in the body reaches the upstream as it was sent',
    statement:
      'The field keeps its value, `vertex-2023-10-16` as well as an API version such as `2026-10-21`, which newer SDKs send.',
    levelReason:
      'The guide marks the field as one to forward unchanged; without it Vertex refuses the request.',
    breaks: '"API Error: 400" on every prompt, or other rules for the request than it was written for.',
    remedy:
      'Do not set the field to a constant. Add it only where it is missing. LiteLLM: the `/vertex_ai` pass-through leaves the body alone.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'vertexSdk', 'observed'],
    doubt: {
      settled: false,
      note: 'That Vertex refuses a body without the field is inferred from the SDKs, which always send it; no recording shows the refusal.',
    },
  },
  'VTX-BODY-02': {
    level: 'should',
    title: '`stream` stays in the body',
    statement:
      'The field, which this format has in the body beside the suffix of the path, arrives unchanged.',
    levelReason: 'The suffix says the same, so the loss may do no harm.',
    breaks: 'A JSON answer where a stream was expected, asked again without streaming.',
    remedy: 'Leave the body alone; removing `stream` is for Bedrock. LiteLLM: the `/vertex_ai` pass-through.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['vertexSdk', 'observed'],
  },
  'VTX-BODY-02b': {
    level: 'must',
    title: 'No `model` is put into the body of a message request',
    statement: 'The path names the model; the body has none, except on `count-tokens`.',
    levelReason: 'Vertex refuses the field as an extra input, which fails every turn.',
    breaks: '"API Error: 400 model: Extra inputs are not permitted" on every prompt.',
    remedy:
      'Do not pass the request through code written for the Messages format, which sets it. LiteLLM: the `/vertex_ai` pass-through, not a model of the unified API.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['vertexSdk', 'observed', 'products'],
  },
  'VTX-BODY-03': {
    level: 'must',
    title: 'The body is preserved as in the Messages format',
    statement: 'The strict rules about fields, blocks, history and text hold for rawPredict bodies, too.',
    levelReason: 'The content is the same, and so is what the model or the client makes of its loss.',
    breaks:
      'What was lost is missing in Claude\'s answer, or the turn ends in "API Error: 400"; each finding names the row that is broken.',
    remedy: 'Forward the received buffer. LiteLLM: the `/vertex_ai` pass-through.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide'],
    restates: restated('vertex', 'must', body),
  },
  'VTX-BODY-03b': {
    level: 'should',
    title: 'The body is neither serialised anew nor masked nor added to',
    statement: 'The milder rules about bytes, numbers, added fields and masking hold here, too.',
    levelReason:
      'A loss of money or of detail, not of turns: none of the repeated rows is a MUST in the Messages format either.',
    breaks: 'Cache misses and altered details, without an error.',
    remedy:
      'Forward the received buffer; where a field must change, edit it in the text. LiteLLM: the `/vertex_ai` pass-through.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide'],
    restates: restated('vertex', 'should', body),
  },
  'VTX-STR-01': {
    level: 'must',
    title: 'A stream is one of the Messages format, in every respect',
    statement: 'Content type, pace, framing, order, endings and errors follow the strict rules of MSG-STR.',
    levelReason: 'Claude Code reads both streams with the same code.',
    breaks:
      'Buffered, cut or damaged answers, as for any stream of the Messages format; each finding names the row that is broken.',
    remedy:
      'Relay bytes, with buffering off: nginx `proxy_buffering off; proxy_http_version 1.1;`, Kong `response_buffering: false`, and read timeouts of 600 s.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'network', 'recordings'],
    restates: restated('vertex', 'must', streamDelivery, streamEvents),
  },
  'VTX-STR-01b': {
    level: 'should',
    title: 'A stream follows the milder rules of the Messages format, too',
    statement: 'Lag, `message_stop`, cut streams, cancellation and headers are as MSG-STR asks.',
    levelReason:
      'The rows are a SHOULD in the Messages format, and Claude Code reads both streams with the same code.',
    breaks:
      'Text in lumps, slots that stay taken, clean ends that were cuts; each finding names the row that is broken.',
    remedy:
      'Relay bytes, with buffering off: nginx `proxy_buffering off; proxy_http_version 1.1;`, Kong `response_buffering: false`. LiteLLM adds `?alt=sse` on its `/vertex_ai` route, which is right.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'recordings'],
    restates: restated('vertex', 'should', streamDelivery, streamEvents),
  },
  'VTX-STR-02': {
    level: 'should',
    title: 'A ping of the upstream stays a `ping` event',
    statement:
      'In a silent gap that the upstream fills with `ping` events, the client receives `ping` events, not comments or blank lines in their place.',
    levelReason:
      'In this format the watchdog that counts bytes does not run, and the one that counts events sees nothing in a comment. Any byte keeps the connection itself.',
    breaks: 'Thinking for more than five minutes is aborted, asked again and paid for twice.',
    remedy: 'Relay `event: ping`, and send keep-alives of your own as `event: ping`, too.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['network', 'guide'],
  },
});
