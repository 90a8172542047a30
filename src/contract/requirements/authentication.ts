import { ANTHROPIC, ANY, CLOUD, EITHER, EVERY_FORMAT, family, RELAY, UPSTREAM } from '../row.ts';

/** AUTH: the developer's credential at the gateway. Rows about managed credentials skip for plain proxies. */
export const authentication = family({
  'AUTH-01': {
    level: 'must',
    title: 'A key is accepted in `Authorization: Bearer` or in `x-api-key`',
    statement: 'At least one of the two headers authenticates a developer; the report says which.',
    levelReason: 'Claude Code sends the credential in these two headers only.',
    breaks: '401 on every prompt: "Invalid API key", after minutes of silent retries.',
    remedy:
      'Read both headers. Otherwise tell developers which variable to set: `ANTHROPIC_AUTH_TOKEN` is sent as a bearer token, `ANTHROPIC_API_KEY` as `x-api-key`. Kong: `key_names: [x-api-key]` in `key-auth`. LiteLLM takes a virtual key in either.',
    topologies: ANY,
    vantages: EITHER,
    sources: ['connect', 'guide', 'observed'],
  },
  'AUTH-02': {
    level: 'must',
    title: 'The same key in both headers is accepted',
    statement: 'A request whose `Authorization` and `x-api-key` carry the same value is served.',
    levelReason: 'Claude Code sends the output of an `apiKeyHelper` in both headers.',
    breaks: '401 or 400 on every prompt for everyone whose key comes from a helper.',
    remedy:
      'Take the first header that holds a valid key; do not refuse requests with two credentials, and do not ask that only one of the two headers is there.',
    formats: ANTHROPIC,
    topologies: ANY,
    vantages: EITHER,
    sources: ['connect', 'observed'],
  },
  'AUTH-03': {
    level: 'should',
    title: 'A good and a bad key together get a clear answer',
    statement:
      'When one header is valid and the other is not, the gateway serves the request or answers 401; never a 5xx.',
    levelReason: 'It happens when two variables are set by mistake. Which header wins is up to the gateway.',
    breaks: 'A server error, retried for three minutes, in place of a hint at the wrong variable.',
    remedy: 'Decide on one order of the headers, and write it into the instructions for developers.',
    topologies: ANY,
    vantages: EITHER,
    sources: ['connect', 'ours', 'observed'],
    doubt: {
      settled: false,
      note: 'Which of two credentials counts no document says. With both variables set, Claude Code 2.1.330 sends both headers.',
    },
  },
  'AUTH-04': {
    level: 'should',
    title: 'An API key is accepted as a bearer token',
    statement: 'A key that works in `x-api-key` works in `Authorization: Bearer`, too.',
    levelReason:
      'The SDKs of major version 1 send API keys in this way; Claude Code 2.1.330 still sends `x-api-key`.',
    breaks: 'Nothing in Claude Code today. Scripts built on a current SDK get 401.',
    remedy:
      'Look the key up in both headers. nginx: a `map` that takes `$http_x_api_key`, and else what follows `Bearer ` in `$http_authorization`. LiteLLM does so by itself.',
    topologies: ANY,
    vantages: EITHER,
    sources: ['sdk', 'observed'],
  },
  'AUTH-05': {
    level: 'must',
    title: 'A wrong or missing credential gets a 401, and nothing goes upstream',
    statement:
      'A gateway with a credential of its own refuses such a request itself, with status 401: no 403, no 200, no redirect, no login page. Plain proxies leave it to the provider.',
    levelReason:
      'The docs tie the new run of a credential helper to 401; other answers lead developers astray.',
    breaks:
      'With 403 the helper is not run again, and the turn ends with "Failed to authenticate". With a 200 login page, "API returned an empty or malformed response".',
    remedy:
      'Answer 401 with a JSON error before anything is forwarded. Exclude API paths from the login redirect of the SSO proxy: oauth2-proxy `--api-route=^/v1/`, Cloudflare Access a service-auth policy for these paths.',
    topologies: ANY,
    vantages: EITHER,
    sources: ['connect', 'errors', 'authentication', 'observed'],
  },
  'AUTH-05b': {
    level: 'should',
    title: 'A wrong bearer token is refused in the formats of the cloud providers, too',
    statement:
      'A gateway with a credential of its own answers 401 or 403 in JSON, and nothing goes upstream. A request without any credential may be served: AUTH-11.',
    levelReason:
      'AWS answers 403 to whatever it does not accept, and no helper waits for a 401 here: either status ends the turn.',
    breaks: 'Anybody who reaches the gateway spends on its account, or a login page is read as an answer.',
    remedy:
      'Check the bearer token before anything is signed and forwarded: nginx `auth_request`, Envoy `ext_authz` in front of `aws_request_signing`, Kong `key-auth` or `jwt` in front of its AWS plugins.',
    formats: CLOUD,
    topologies: ANY,
    vantages: EITHER,
    sources: ['connect', 'bedrock', 'observed'],
  },
  'AUTH-06': {
    level: 'should',
    title: 'A bad credential is refused before a large body is read',
    statement: 'The 401 comes quickly, also when the request has a body of several megabytes.',
    levelReason: 'The request fails in either case, only later.',
    breaks: 'A wait of seconds for each rejected attempt in long sessions.',
    remedy:
      'Authenticate on the headers, before body parsing: mount the check before `express.json()`, in Envoy `ext_authz` without `with_request_body`, in nginx `auth_request` with `proxy_pass_request_body off`.',
    topologies: ANY,
    vantages: EITHER,
    sources: ['connect', 'ours'],
  },
  'AUTH-07': {
    level: 'must',
    title: 'An expired token of a credential helper gets a 401',
    statement: 'A token that was valid and has run out is refused like a wrong one, with status 401.',
    levelReason: 'The docs say that the helper runs again on 401.',
    breaks: 'The session fails until the next regular run of the helper, five minutes by default.',
    remedy:
      'Map "expired" to 401 in the token check, not to 403 or 500. Envoy\'s `jwt_authn` and Kong\'s `jwt` answer 401; a policy engine behind `ext_authz` answers 403 unless told otherwise.',
    topologies: ANY,
    vantages: EITHER,
    sources: ['authentication', 'connect', 'errors'],
    unchecked: {
      reason: 'needs a real login',
      note: 'Only the operator can issue a token that has expired; AUTH-05 checks wrong and missing ones.',
    },
    doubt: {
      settled: true,
      note: 'Older pages say that the helper runs again on a 401, the newer error reference on 401 or 403. A 401 satisfies both.',
    },
  },
  'AUTH-08': {
    level: 'should',
    title: "The provider's refusal reads differently from the gateway's",
    statement:
      'When the provider refuses the credential of the gateway, the message differs from the one for a bad developer key and points at the gateway.',
    levelReason: 'The turn fails in both cases; only the way to mend it is hidden.',
    breaks: 'Developers replace a good key again and again, while that of the gateway has run out.',
    remedy:
      'Name the upstream in the message, such as "the gateway\'s provider credential was refused", and answer 502 in place of the provider\'s 401.',
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['rollout', 'errors'],
  },
  'AUTH-09': {
    level: 'should',
    title: 'A credential in the query string goes no further',
    statement:
      'A gateway with a credential of its own neither forwards a key that came as a query parameter nor repeats it in an answer.',
    levelReason:
      'URLs end up in the logs of every hop. No client of the API puts a credential there, and the Claude apps gateway forwards the query as it came: SHOULD, and only for gateways that manage credentials.',
    breaks: 'Nothing visible; the key stands in the logs of the provider and of proxies.',
    remedy: 'Ignore keys in the query, and strip `key`, `api_key` and `token` before the query is forwarded.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['httpSemantics', 'appsGateway', 'ours'],
  },
  'AUTH-10': {
    level: 'should',
    title: 'A claude.ai login passes through to the upstream',
    statement:
      'Where developers keep their claude.ai login and set only the base URL, `Authorization` and the OAuth beta value reach the upstream together.',
    levelReason: 'Only gateways that are meant to pass logins through are concerned.',
    breaks: '401 on every prompt, though `/status` shows a valid login.',
    remedy:
      'Forward `Authorization` on routes without a key of your own. LiteLLM: `forward_client_headers_to_llm_api: true` and no `api_key` for the model; its own key then comes in `x-litellm-api-key`.',
    formats: ANTHROPIC,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['llmGateway', 'guide'],
  },
  'AUTH-11': {
    level: 'should',
    title: 'Unsigned requests with a gateway token are served',
    statement:
      'With `CLAUDE_CODE_SKIP_BEDROCK_AUTH=1` or `CLAUDE_CODE_SKIP_VERTEX_AUTH=1` Claude Code sends no provider credential, only the token of the gateway as a bearer, if there is one. A gateway with a credential of its own serves that and adds its own.',
    levelReason:
      'Only gateways that hold the credential are concerned; others pass on what the client signed.',
    breaks: '401 or 403 on every prompt, though the gateway holds a valid credential.',
    remedy:
      "Do not require an AWS signature or a Google token from developers; take the bearer token, then sign or set your own. LiteLLM's `/bedrock` and `/vertex_ai` routes take its virtual key as a bearer.",
    formats: CLOUD,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['connect', 'bedrock', 'vertex', 'observed'],
  },
  'AUTH-12': {
    level: 'should',
    title: 'A token of 16 KB is judged as a token',
    statement: 'A credential of 16,384 characters is accepted or refused with 401, not with 400, 414 or 431.',
    levelReason:
      'Few organisations issue tokens of that size; 16,384 is what the helper of Claude Code allows.',
    breaks:
      'Sign-in works and every prompt fails, for developers in many groups first, as their tokens are longer.',
    remedy:
      'Raise the header limit: nginx `large_client_header_buffers 4 32k`, Apache `LimitRequestFieldSize 32768`, HAProxy `tune.bufsize 65536`, Node `--max-http-header-size=65536`. Tokens with a list of groups can be made shorter by the identity provider.',
    topologies: ANY,
    vantages: EITHER,
    sources: ['errors'],
  },
  'AUTH-13': {
    level: 'must',
    title: 'The TLS certificate is valid for the advertised name',
    statement: 'An https base URL presents a complete chain for its host name; redirects are for GEN-EP-04.',
    levelReason: 'TLS failures are not retried; there is no session.',
    breaks: '"SSL certificate verification failed" on the first prompt.',
    remedy:
      'Serve the intermediate certificates, too. For a private CA, distribute it and set `NODE_EXTRA_CA_CERTS`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['errors', 'network'],
    unchecked: {
      reason: 'client-side only',
      note: 'A run verifies the certificate before its first check, and stops with a message that says whether it has expired, is for another name or comes from an unknown authority.',
    },
  },
});
