import { ANTHROPIC, ANY, EITHER, EVERY_FORMAT, family, RELAY, UPSTREAM } from '../row.ts';

/** GEN-EP and MSG-EP: which paths a gateway serves and what it may do with them. */
export const endpoints = family({
  'GEN-EP-01': {
    level: 'must',
    title: 'The gateway serves at least one API format Claude Code speaks',
    statement:
      'One of the three formats answers an inference request: Messages, Bedrock InvokeModel or Vertex rawPredict. A gateway chooses which.',
    levelReason: 'The guide asks for one format at least; without one there is no session.',
    breaks: 'Every prompt ends in an API error before any text appears.',
    remedy:
      'Expose `POST /v1/messages`, or the Bedrock or Vertex paths, at the address that developers set as base URL. LiteLLM: its root, or the pass-through routes `/anthropic`, `/bedrock` and `/vertex_ai/v1`. Bifrost: `/anthropic`. claude-code-router: its root, with a provider whose `api_base_url` ends in `/v1/messages`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'llmGateway'],
  },
  'GEN-EP-02': {
    level: 'must',
    title: 'Routes match on the path and take any query string',
    statement:
      'A request is served alike with `?beta=true`, without it and with a query parameter nobody has seen before. The gateway may forward the query or drop it.',
    levelReason:
      'The guide says to match on the path. Claude Code posts every turn to `/v1/messages?beta=true`, so an exact match on the URL fails all of them.',
    breaks:
      '"There\'s an issue with the selected model" on every turn: the 404 of a missing route reads like the 404 of a missing model.',
    remedy:
      'Match the path alone. nginx: `location /v1/messages`, no condition on `$request_uri`. Kong: `paths`, no expression on the query. Frameworks: route on the pathname, not on the raw URL.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'rollout', 'observed'],
  },
  'GEN-EP-03': {
    level: 'must',
    title: 'A path prefix of the base URL works and is joined once',
    statement:
      'When the advertised base URL has a path, such as `/anthropic`, every endpoint answers below it, and the upstream sees its own path: no prefix left over, no doubled slash, no second `/v1`.',
    levelReason: 'A wrong join is a 404 on every turn. Only a base URL with a path is concerned.',
    breaks: 'Every prompt ends in a 404, shown as an issue with the selected model.',
    remedy:
      'Strip the prefix before the upstream URL is built, and join the two with exactly one slash. nginx: end both `location /anthropic/` and `proxy_pass http://upstream/;` with a slash. Kong: `strip_path: true`. Envoy: `prefix_rewrite`. LiteLLM: `ANTHROPIC_API_BASE` without a path. An `api_base` that already ends in `/v1` must not get another.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'connect'],
  },
  'GEN-EP-04': {
    level: 'must',
    title: 'Every endpoint answers in place, without a redirect',
    statement:
      'No 3xx on any API path, not even from http to https or to add or remove a trailing slash. The address that is handed out is the one that serves.',
    levelReason:
      'The rollout guide says to avoid it. After a 301 or 302 the turn visibly fails; after a 307 or 308 to another origin the client sends `x-api-key` and custom headers there.',
    breaks:
      'After a 301 or 302 the POST becomes a GET without a body, and the turn ends with "API returned an empty or malformed response". After a 307 or 308 it works, but the credential has gone to the new address.',
    remedy:
      'Hand out the final https address. Switch off automatic slash and http-to-https redirects on API paths, or answer plain http with an error. FastAPI: `redirect_slashes=False`. Django: `APPEND_SLASH = False`. Cloudflare: no "Always Use HTTPS" on API host names.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['rollout', 'guide', 'observed'],
  },
  'GEN-EP-05': {
    level: 'should',
    title: 'An unknown path gets a quick 404 in the error shape of the API',
    statement:
      'A path that the gateway does not serve is answered at once with status 404 and a JSON error; never with a 200, an HTML page or silence.',
    levelReason: 'Claude Code asks for unknown paths only on startup probes and misconfigured base URLs.',
    breaks:
      'A wrong base URL is hard to recognise: an HTML page with status 200 shows as "API returned an empty or malformed response", and a hang as a session that does not start.',
    remedy:
      'End the routing table with a JSON 404: `{"type":"error","error":{"type":"not_found_error","message":"..."}}`. nginx: `location / { default_type application/json; return 404 \'...\'; }`. Do not let a single-page app or a login page answer API paths.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['errors', 'connect'],
  },
  'MSG-EP-01': {
    level: 'must',
    title: '`POST /v1/messages` answers, as a message and as a stream',
    statement:
      'The same request gives a JSON `message` object without `stream`, and server-sent events with `"stream": true`. It reaches the upstream as a POST to its `/v1/messages` or, on a bridge, to the path that BRG-01 names.',
    levelReason: 'The guide names it as the endpoint of the format; there is no session without it.',
    breaks: 'No prompt is answered.',
    remedy:
      "Route `POST /v1/messages` to the provider's `/v1/messages`, as a stream and without. When a product offers a translated and a pass-through route, prefer the pass-through. Portkey 1.15.2 answers streams with a 500 as installed on Node 20 and 24.",
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'messages'],
  },
  'MSG-EP-02': {
    level: 'may',
    title: '`POST /v1/messages/count_tokens` is served',
    statement: 'Token counting has an endpoint of its own. Serving it is optional; CNT-01 to CNT-07 say how.',
    levelReason: 'The guide calls it optional: Claude Code estimates when it is absent.',
    breaks: '`/context` shows estimates in place of exact counts.',
    remedy:
      'Route the path to the `/v1/messages/count_tokens` of the provider in the same way as `/v1/messages`. Where a product cannot (Portkey 1.15.2 answers 500), refuse the path with a 404 in front of it.',
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'countTokens'],
  },
  'MSG-EP-03': {
    level: 'may',
    title: '`GET /v1/models` is served',
    statement:
      'Model discovery has an endpoint of its own. Serving it is optional; DISC-01 to DISC-11 say how.',
    levelReason: 'Discovery is off unless developers ask for it, and its failure is silent.',
    breaks: "The `/model` picker lists no models of the gateway, only Claude Code's own.",
    remedy:
      'Serve the list of the models that the gateway routes. LiteLLM and the Claude apps gateway make it from their configuration; a plain proxy relays that of the provider; claude-code-router has none.',
    formats: ANTHROPIC,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'rollout'],
  },
  'MSG-EP-04': {
    level: 'must',
    title: 'Every model name the organisation routes is served',
    statement:
      'Each model name that the operator declares answers on `/v1/messages`, and its request reaches the upstream under the mapped name. Background calls may use another name than the main session, so that one is routed, too.',
    levelReason: 'The rollout guide asks to route each name; a name that is not routed is a visible 404.',
    breaks:
      '"There\'s an issue with the selected model" for that name. When it is the name of background calls, titles, summaries and checks fail while the chat works.',
    remedy:
      'Add the missing names to the model list. LiteLLM: one `model_name` entry for each. claude-code-router: all of them in `models` of the provider, and `Router.background` for background calls. Where only aliases are routed, tell developers to set `ANTHROPIC_DEFAULT_HAIKU_MODEL` to an alias.',
    topologies: ANY,
    vantages: EITHER,
    sources: ['rollout', 'guide', 'modelConfig'],
  },
  'MSG-EP-05': {
    level: 'should',
    title: 'An unknown model gets a 404 `not_found_error`',
    statement:
      'A model that does not exist is answered with status 404 and `error.type` `not_found_error`, by the gateway or relayed from the upstream. It is never served by another model in silence.',
    levelReason:
      "The session fails in any case; only its advice is wrong. The Claude apps gateway answers 400 for a model it doesn't know, so the code is a SHOULD.",
    breaks:
      'After a 400 Claude Code tries five more times with features removed, in place of saying at once that the model is wrong.',
    remedy:
      'Answer 404 in the error shape of the API for names outside the model list, or forward them and relay the 404. LiteLLM: no `default_fallbacks`, and no `model_name: "*"` that leads to a fixed model. claude-code-router: `Router.default` takes every name that it does not know.',
    topologies: ANY,
    vantages: EITHER,
    sources: ['rollout', 'apiErrors', 'observed', 'appsGateway'],
  },
  'MSG-EP-06': {
    level: 'should',
    title: 'The model name is opaque and is mapped only on purpose',
    statement:
      'The upstream receives the model name that the client sent, or the one that the declared mapping gives for it. No suffix is cut off, no version added, no other model chosen.',
    levelReason: 'Nothing fails; answers come from another model or at another price than chosen.',
    breaks: 'Answers of another model than the one in the status line, and a bill to match.',
    remedy:
      'Forward unmapped names as they are, and declare every mapping in `models` of the target file. LiteLLM: no `fallbacks` and no `model_group_alias` on Claude routes. Portkey: no `strategy` with targets of other models. claude-code-router chooses by `Router.think`, `Router.longContext` and the like: name one model in all of them, or declare them.',
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['rollout', 'modelConfig', 'ours'],
  },
});
