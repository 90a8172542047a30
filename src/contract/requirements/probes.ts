import { ANTHROPIC, ANY, BEDROCK, CLOUD, EITHER, EVERY_FORMAT, family } from '../row.ts';

/** PROBE: startup traffic. It may be rejected, but quickly and without consequences. */
export const probes = family({
  'PROBE-01': {
    level: 'may',
    title: '`HEAD /api/hello` gets a quick answer of any kind',
    statement:
      'The connection-warming probe, which carries no credential, is answered or rejected within two seconds and never becomes a model call.',
    levelReason: 'The guide says that it may be rejected without breaking anything.',
    breaks: 'A slower first turn when the probe hangs; noise in the logs otherwise.',
    remedy:
      'Answer 200 without a body, or an immediate 401 or 404. Allow the method HEAD. nginx: `location = /api/hello { return 200; }`.',
    formats: ANTHROPIC,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'observed'],
    doubt: {
      settled: true,
      note: 'Seen with release 2.1.330: one request about 0.4 s after the start, in print mode, too, without a credential. 404 and 500 did no harm.',
    },
  },
  'PROBE-02': {
    level: 'may',
    title: '`GET /inference-profiles` is answered or rejected quickly',
    statement: 'The listing and the look-up of single profiles get an immediate answer of any kind.',
    levelReason: 'The guide counts them among the startup traffic that may be rejected.',
    breaks: 'A slow start in Bedrock format when the request hangs.',
    remedy:
      'Answer 404 in JSON, or forward to the Bedrock control plane, `bedrock.{region}.amazonaws.com`. nginx: `location /inference-profiles { default_type application/json; return 404 \'{"message":"not served"}\'; }`.',
    formats: BEDROCK,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'bedrock', 'observed'],
  },
  'PROBE-03': {
    level: 'should',
    title: 'Model probes at startup get a clear yes or no',
    statement:
      'A request with `max_tokens: 1` for a model is answered 200, or 403 or 404 when the model is not available.',
    levelReason: 'Another answer only leads to a worse default model.',
    breaks: 'A session starts on a model that was not wanted, or offers one that fails.',
    remedy:
      'Treat the probe like any other request; relay 403 and 404, and do not turn an answer with one token into an error.',
    formats: CLOUD,
    topologies: ANY,
    vantages: EITHER,
    sources: ['bedrock', 'vertex', 'observed'],
  },
  'PROBE-04': {
    level: 'should',
    title: 'Rejected probes have no consequences',
    statement:
      'After twenty rejected probes, of the connection, of inference profiles or of models, a normal request is served.',
    levelReason:
      'A client sends one probe at a start; only many starts at once would reach a limit. The number is ours.',
    breaks:
      'Prompts are refused with 403, 429 or 503 shortly after start, for a whole office behind one address.',
    remedy:
      'Leave 401 and 404 of these paths out of lockouts, rate limits and circuit breakers: fail2ban filters, `rate-limiting` of Kong, `outlier_detection` of Envoy, cooldowns of LiteLLM (`disable_cooldowns: true` in `router_settings`).',
    formats: [...ANTHROPIC, ...CLOUD],
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'ours'],
    doubt: {
      settled: false,
      note: 'That rejected probes led to lockouts is in public reports alone; the guide says that they may be rejected.',
    },
  },
  'PROBE-05': {
    level: 'may',
    title: 'Some checks of Claude Code never pass through a gateway',
    statement:
      'The availability check of fast mode and the domain check of WebFetch go to api.anthropic.com directly.',
    levelReason: 'For information: a gateway can do nothing about them.',
    breaks: '`/fast` or WebFetch report a connection error on networks without direct egress.',
    remedy: 'Allow api.anthropic.com, or set the variables that the fast mode page names.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'fastMode'],
    unchecked: { reason: 'client-side only', note: 'The requests do not reach the gateway.' },
  },
});
