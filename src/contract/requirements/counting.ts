import { ANY, BEDROCK, EITHER, EVERY_FORMAT, family, RELAY, SSE_FORMATS, VERTEX } from '../row.ts';

/** CNT: token counting. Optional as a whole; what is served must be right. */
export const counting = family({
  'CNT-01': {
    level: 'may',
    title: '`POST /v1/messages/count_tokens` returns a count',
    statement:
      'The endpoint answers `{"input_tokens": n}` with n above 0, and the request reaches the counting path of the upstream.',
    levelReason: 'The guide makes it optional; Claude Code falls back to an estimate from characters.',
    breaks: '`/context` shows estimates, and the tool search of MCP servers decides on estimates.',
    remedy:
      "Route the path to the upstream as it is; LiteLLM's `/anthropic` pass-through and plain proxies do so. claude-code-router estimates by itself, and Portkey 1.15.2 answers 500.",
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'countTokens', 'observed'],
  },
  'CNT-02': {
    level: 'must',
    title: 'Token counting that is not served is refused at once',
    statement:
      'Without the endpoint the answer is a quick error, best 404; 405 and 501 do as well. Never a hang, and never a 200 with something else.',
    levelReason: 'Claude Code sends 25 and more counts at once for `/context` and waits for them.',
    breaks: '`/context` hangs, and with many MCP tools so does the first turn of a session.',
    remedy:
      'End the routing table with a JSON 404; do not proxy unknown paths to a default backend. nginx, in front of a product that hangs or fails: `location = /v1/messages/count_tokens { return 404; }`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'observed'],
  },
  'CNT-02b': {
    level: 'should',
    title: 'A count never becomes a generation',
    statement: 'A request to the counting path causes no request to the message path of the upstream.',
    levelReason: 'Nothing fails visibly; each `/context` costs 25 generations and more.',
    breaks: 'A bill and rate limits that grow with every look at `/context`.',
    remedy:
      'Call the counting endpoint of the provider, or refuse. Do not count by a message with `max_tokens: 1`, and route `/v1/messages/count_tokens` before any rule for `/v1/messages*`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['tokenCounting', 'ours'],
  },
  'CNT-03': {
    level: 'must',
    title: 'A served count forwards headers and body like a message',
    statement:
      'All rules for `anthropic-beta`, `anthropic-version` and the body hold on the counting path, too. `max_tokens` is neither required nor added. CNT-05b is the rule for Bedrock.',
    levelReason:
      'The guide lists the two headers as forward unchanged for the endpoints of the format, counting among them.',
    breaks:
      'Counts that are too low, as tools or system blocks were lost, or a 400 and an estimate in its place.',
    remedy:
      'Use one handler for both paths. Schema checks made for messages must not demand `max_tokens` here, and the list of headers that are forwarded is the same as for messages. LiteLLM: the `/anthropic` pass-through.',
    formats: SSE_FORMATS,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'countTokens'],
  },
  'CNT-04': {
    level: 'should',
    title: "The count is the upstream's own",
    statement:
      'The number that the upstream gives is the number that the client gets. Different bodies get different counts; nothing is estimated or cached.',
    levelReason: 'An estimate keeps everything running, only less exact than the client believes.',
    breaks: 'The context display is off, and compaction starts too early or too late.',
    remedy:
      'Relay the answer. A gateway that can only estimate, such as claude-code-router, refuses with 404, so that the client knows: nginx in front of it, `location = /v1/messages/count_tokens { return 404; }`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'tokenCounting', 'products'],
  },
  'CNT-05': {
    level: 'may',
    title: '`POST /model/{id}/count-tokens` returns a Bedrock count',
    statement:
      'The request, with an InvokeModel body in base64 under `input.invokeModel.body`, reaches the same path of the upstream; the answer is `{"inputTokens": n}` with n above 0.',
    levelReason: 'The guide makes token counting optional in every format.',
    breaks: '`/context` shows estimates, or groups with 0 tokens.',
    remedy:
      'Route the path to the Bedrock runtime like `invoke`, without decoding the inner body. LiteLLM: the `/bedrock` pass-through has a handler for it. The role needs the permission for `bedrock:CountTokens`.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'bedrock', 'observed'],
    doubt: {
      settled: true,
      note: 'The SDK leaves the endpoint out, the guide and the API reference have it. Release 2.1.330 uses it for `/context` alone, after the inference profile has been looked up.',
    },
  },
  'CNT-05b': {
    level: 'should',
    title: 'The inner body of a Bedrock count arrives unchanged',
    statement:
      'What `input.invokeModel.body` holds in base64 is the same upstream, with `max_tokens`, `anthropic_version` and `anthropic_beta`.',
    levelReason: 'Nothing fails; the count is one of another request.',
    breaks:
      'Counts that are too low, as tools or system blocks were lost, or a 400 and an estimate in its place.',
    remedy:
      'Forward the body of the request without decoding the inner one; sign the bytes that were received.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'awsCountTokens', 'observed'],
  },
  'CNT-06': {
    level: 'may',
    title: '`count-tokens:rawPredict` returns a Vertex count',
    statement:
      'The request, with `model` in the body as on no other Vertex call, reaches the same path of the upstream; the answer is `{"input_tokens": n}` with n above 0. What must arrive is for CNT-03.',
    levelReason: 'The guide makes token counting optional in every format.',
    breaks: '`/context` shows estimates.',
    remedy:
      'Route the path like `:rawPredict`, and exempt it from rules that remove `model` from the body. LiteLLM: the `/vertex_ai` pass-through.',
    formats: VERTEX,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'vertex', 'sdk', 'observed'],
  },
  'CNT-07': {
    level: 'should',
    title: 'Counts do not use up the limits of messages',
    statement: 'Twenty counts in a row are answered without a 429 and leave the next message unthrottled.',
    levelReason:
      'The provider limits counts separately. A gateway that does not still serves short sessions; the number is ours.',
    breaks: '"Request rejected (429)" on the prompt after `/context`.',
    remedy:
      'Count the two paths in separate limits, or leave counts out. nginx: `limit_req` in the location of messages alone. Kong: a route of its own, without `rate-limiting`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['tokenCounting', 'rateLimits', 'ours'],
  },
});
