import { BEDROCK, EITHER, family, RELAY, restated, UPSTREAM } from '../row.ts';
import { body } from './body.ts';

/** BDR-EP, BDR-HDR and BDR-BODY: what a Bedrock InvokeModel request must reach, and how it arrives there. */
export const bedrockRequests = family({
  'BDR-EP-01': {
    level: 'must',
    title: '`POST /model/{id}/invoke` answers with a message',
    statement:
      'The request gives a JSON `message` object with status 200 and reaches the same path of the upstream, with the model in the path.',
    levelReason:
      'The guide names it as an endpoint of the format. Model probes at startup, side checks and the fallback of a failed stream use it.',
    breaks:
      'The models offered at startup are wrong, auto mode cannot check actions, and a stream that breaks once ends the turn.',
    remedy:
      'Route `POST /model/*/invoke` to the Bedrock runtime. LiteLLM: the `/bedrock` pass-through route, not a model of the unified API.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'awsInvoke', 'observed'],
  },
  'BDR-EP-02': {
    level: 'must',
    title: '`POST /model/{id}/invoke-with-response-stream` answers with a stream',
    statement:
      'The request gives a binary event stream with status 200 and reaches the same path of the upstream.',
    levelReason: 'The guide names it as the endpoint that every turn uses; there is no session without it.',
    breaks: 'No prompt is answered.',
    remedy:
      'Route the path like `invoke`, with response buffering off: nginx `proxy_buffering off`, Kong `response_buffering: false`. LiteLLM: the `/bedrock` pass-through.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'awsStream', 'observed'],
  },
  'BDR-EP-03': {
    level: 'must',
    title: 'Model ids and ARNs stay one segment of the path',
    statement:
      'A `/` inside an ARN arrives as `%2F`, and `:` arrives raw or as `%3A`, however the client wrote it. The gateway neither splits the id at a decoded slash nor encodes it twice.',
    levelReason:
      'Claude Code sends `arn:...:application-inference-profile%2F...`; another path is a 404 or breaks the signature on every turn.',
    breaks:
      '"There\'s an issue with the selected model" or 403 as soon as an inference profile is chosen by its ARN, while plain model ids work.',
    remedy:
      'Match and forward the raw path. Apache: `AllowEncodedSlashes NoDecode` and `ProxyPass ... nocanon`. nginx: `proxy_pass` without a path. Envoy: `path_with_escaped_slashes_action: KEEP_UNCHANGED`. lighttpd decodes `%2F` and cannot be used. Frameworks: read the raw URL, not decoded parameters.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['bedrock', 'observed', 'bedrockSdk', 'products'],
  },
  'BDR-EP-04': {
    level: 'may',
    title: '`POST /model/{id}/count-tokens` is served',
    statement: 'Token counting has an endpoint of its own. Serving it is optional; CNT-05 says how.',
    levelReason: 'The guide calls it optional: Claude Code estimates when it is absent.',
    breaks: '`/context` shows estimates in place of exact counts.',
    remedy:
      "Route the path to the Bedrock runtime like `invoke`; LiteLLM's `/bedrock` pass-through has a handler for it.",
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'awsCountTokens'],
    restates: ['CNT-05'],
  },
  'BDR-EP-05': {
    level: 'may',
    title: 'Inference profiles may be refused, if it is done quickly',
    statement:
      'The listing and the look-up of inference profiles belong to the control plane of Bedrock. A gateway may refuse them; PROBE-02 says how.',
    levelReason: 'The guide counts both among the startup traffic that may be rejected.',
    breaks: 'A slow start when the request hangs.',
    remedy:
      'Answer 404 in JSON, or forward to the Bedrock control plane, `bedrock.{region}.amazonaws.com`; the runtime host does not know the path.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'bedrock'],
    restates: ['PROBE-02'],
  },
  'BDR-EP-06': {
    level: 'must',
    title: 'An Invoke request is not turned into a Converse request',
    statement:
      'What came to an `invoke` path goes to an `invoke` path; nothing reaches `/converse` or `/converse-stream`.',
    levelReason:
      'Claude Code speaks InvokeModel only, and the other API has other bodies, frames and features: what it cannot express is refused or lost on every turn.',
    breaks:
      'Betas, thinking and cache markers are lost, or the stream cannot be read: "the received type" errors and empty answers.',
    remedy:
      'Use a pass-through route in place of a translated one. Portkey: its Bedrock provider uses Converse.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['bedrock', 'guide', 'products'],
  },
  'BDR-HDR-01': {
    level: 'should',
    title: 'Service tier and guardrail headers reach the upstream',
    statement:
      '`x-amzn-bedrock-service-tier`, `x-amzn-bedrock-guardrailidentifier` and `x-amzn-bedrock-guardrailversion` arrive with their values, and so do `accept` and `content-type`.',
    levelReason: 'Only organisations that set a tier or a guardrail send them; turns work without.',
    breaks: 'Requests run at another service tier than chosen, or without the guardrail, and nobody notices.',
    remedy:
      'Forward headers with the prefix `x-amzn-bedrock-`, and sign them. Portkey: name them in `x-portkey-forward-headers`.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['bedrock', 'observed'],
  },
  'BDR-HDR-02': {
    level: 'must',
    title: 'What the upstream receives is signed as it arrives, or has a bearer key',
    statement:
      'A gateway that changes path, query, body or a signed header signs anew or replaces the credential. One that has a credential of its own also takes requests without any signature.',
    levelReason: 'AWS refuses a request whose signature does not fit it, with 403 on every turn.',
    breaks:
      '"AWS authentication failed" with a 403 on every prompt, or only on those with unusual model ids.',
    remedy:
      'Sign last, over the path exactly as it is sent. A proxy that only passes signatures on changes nothing: not the `Host`, not the path, not a header that is listed in `SignedHeaders`.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['bedrock', 'connect', 'sigv4', 'observed'],
  },
  'BDR-HDR-03': {
    level: 'must',
    title: 'Messages headers beside the body fields do no harm',
    statement:
      'A request with `anthropic-beta` and `anthropic-version` headers is served, also when they differ from the body. The fields of the body arrive as they were; the headers may arrive or not, and are never copied into the body.',
    levelReason:
      'Claude Code sends both on every request, and the two lists differ on purpose. A refusal, or a body list made from the header, fails every turn.',
    breaks:
      '"API Error: 400" about a beta value that Bedrock does not know, or features that are off since the list was replaced.',
    remedy:
      'Leave `anthropic_beta` and `anthropic_version` of the body alone. Forward the headers or drop them: where the client signed, dropping one breaks the signature.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['bedrockSdk', 'observed'],
  },
  'BDR-BODY-01': {
    level: 'must',
    title: 'Every value of `anthropic_beta` in the body reaches the upstream',
    statement:
      'The list arrives as a list of strings with the values that the client sent, unknown ones included, and is not taken from a header.',
    levelReason: 'The guide marks the field as one to forward unchanged.',
    breaks:
      '"API Error: 400 ... Extra inputs are not permitted" when a paired field still arrives; else tool search, interleaved thinking or the larger window is simply off.',
    remedy:
      'Forward the body as it came. LiteLLM: the `/bedrock` pass-through route. Do not filter the values by a list of your own; Bedrock itself says which it refuses.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'betaHeaders', 'observed'],
    doubt: {
      settled: false,
      note: 'Public reports show Bedrock refuse values that it does not know with 400. Whether every model and region does so is not documented.',
    },
  },
  'BDR-BODY-02': {
    level: 'must',
    title: '`anthropic_version` in the body reaches the upstream as it was sent',
    statement:
      'The field keeps its value, `bedrock-2023-05-31` as well as an API version such as `2026-10-21`, which newer SDKs send.',
    levelReason:
      'The guide marks the field as one to forward unchanged; without it Bedrock refuses the request.',
    breaks: '"API Error: 400" on every prompt, or other rules for the request than it was written for.',
    remedy:
      'Do not set the field to a constant. Add it only where it is missing. LiteLLM: the `/bedrock` pass-through leaves it alone.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'bedrockSdk', 'observed'],
    doubt: {
      settled: false,
      note: 'That Bedrock refuses a body without the field is inferred from the SDKs, which always send it; no recording shows the refusal.',
    },
  },
  'BDR-BODY-03': {
    level: 'must',
    title: 'No `model` and no `stream` is put into the body',
    statement: 'Both are said by the path in this format and stay absent from the body.',
    levelReason: 'Bedrock refuses keys that it does not know, so an added one fails every turn.',
    breaks: '"API Error: 400" about an extraneous key on every prompt.',
    remedy:
      'Do not pass the request through code written for the Messages format, which sets both. LiteLLM: the `/bedrock` pass-through, not a model of the unified API.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['bedrockSdk', 'observed', 'products'],
    doubt: {
      settled: true,
      note: 'A recording of the Bedrock runtime holds the words: `extraneous key [...] is not permitted`, status 400, there for a model of another family.',
    },
  },
  'BDR-BODY-04': {
    level: 'must',
    title: 'The body is preserved as in the Messages format',
    statement: 'The strict rules about fields, blocks, history and text hold for InvokeModel bodies, too.',
    levelReason: 'The content is the same, and so is what the model or the client makes of its loss.',
    breaks:
      'What was lost is missing in Claude\'s answer, or the turn ends in "API Error: 400"; which of the two, and for whom, is said by the row that a finding names.',
    remedy:
      "Forward the received buffer, and sign that. LiteLLM's `/bedrock` pass-through parses and rebuilds the body, so compare its fields; a plain proxy that passes signatures on cannot change any.",
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide'],
    restates: restated('bedrock', 'must', body),
  },
  'BDR-BODY-04b': {
    level: 'should',
    title: 'The body is neither serialised anew nor masked nor added to',
    statement: 'The milder rules about bytes, numbers, added fields and masking hold here, too.',
    levelReason:
      'A loss of money or of detail, not of turns: none of the repeated rows is a MUST in the Messages format either.',
    breaks: 'Cache misses and altered details, without an error.',
    remedy:
      'Forward the received buffer, and sign that: a signature over the bytes as they came needs no parsing of them.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide'],
    restates: restated('bedrock', 'should', body),
  },
  'BDR-BODY-05': {
    level: 'should',
    title: '`user_profile_id` in the body reaches the upstream',
    statement: 'Newer SDKs move a header of that meaning into the body in this format; the field arrives.',
    levelReason: 'Claude Code does not send it; other clients do.',
    breaks: 'Nothing in Claude Code. Requests of other clients are attributed to nobody.',
    remedy:
      'Let unknown body fields through: `extra="allow"` in Pydantic, `json.RawMessage` in Go, or the received buffer.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['bedrockSdk'],
  },
});
