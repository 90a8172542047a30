import { BEDROCK, EITHER, family, RELAY, UPSTREAM } from '../row.ts';

/** BDR-STR: the binary event stream. What is said of events, not of their frames, stands in MSG-STR. */
export const bedrockStreams = family({
  'BDR-STR-01': {
    level: 'must',
    title: 'A streamed answer is `application/vnd.amazon.eventstream`',
    statement: 'The answer keeps that content type and status 200.',
    levelReason: 'The guide demands it, and Claude Code refuses a stream under any other type.',
    breaks:
      'Every prompt ends at once with an error that names the received type and `CLAUDE_CODE_DISABLE_BEDROCK_CONTENT_TYPE_GUARD`.',
    remedy:
      'Relay the content type of the upstream; no default type for responses without a known extension.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'bedrock', 'observed'],
  },
  'BDR-STR-02': {
    level: 'must',
    title: 'The body of a stream stays binary frames, each of them whole',
    statement:
      'The client receives a sequence of frames whose lengths and checksums are right and which carry the events of the upstream. They are not turned into server-sent events or text.',
    levelReason: 'The guide asks for the body unmodified; a frame that does not check out ends the stream.',
    breaks:
      '"Truncated event message received." at the end of an answer, or each turn asked a second time without streaming.',
    remedy:
      'Relay bytes. No conversion, no text decoding, no filter for line ends. A gateway that reads frames does so on a copy. LiteLLM: the `/bedrock` pass-through.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'bedrock', 'awsStream', 'observed'],
  },
  'BDR-STR-02b': {
    level: 'should',
    title: 'The body of a stream arrives byte for byte',
    statement: 'Frames keep their headers, their padding and the order of their keys.',
    levelReason: 'Frames that were decoded and encoded again work in Claude Code if they are correct.',
    breaks: 'Nothing in Claude Code. Headers or fields that a later release reads are missing.',
    remedy:
      'Relay bytes: nginx, HAProxy, Envoy and Apache do. A decoder of an AWS SDK in the path gives back other bytes for the same frames.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'recordings'],
  },
  'BDR-STR-03': {
    level: 'must',
    title: 'Frames are relayed as they arrive',
    statement:
      'Each frame reaches the client while the upstream waits before the next one; the split of frames over chunks is free.',
    levelReason: 'The guide says that Claude Code stalls behind a gateway that buffers complete answers.',
    breaks: 'Nothing on the screen for as long as the answer takes, then all of it at once.',
    remedy:
      'The settings are those for server-sent events: nginx `proxy_buffering off`, lighttpd `server.stream-response-body = 2`, Kong `response_buffering: false`. Buffering that is switched off by content type needs `application/vnd.amazon.eventstream` in its list, next to `text/event-stream`.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['guide', 'bedrock'],
    restates: ['MSG-STR-02', 'MSG-STR-03'],
  },
  'BDR-STR-04': {
    level: 'must',
    title: 'Exception and error frames reach the client',
    statement:
      'A frame with `:message-type` `exception` or `error` arrives with its type and its message; it is neither dropped nor turned into the end of the stream. Where it is the first frame, a refusal with an error status and its message will do, too.',
    levelReason:
      'Claude Code repeats or reports by the type. Without the frame half an answer looks like a lost connection at best, and like the whole at worst.',
    breaks:
      'Throttling and model errors in the middle of an answer are shown as a broken connection, or not at all.',
    remedy: 'Relay frames of every type. A parser must not skip those whose `:event-type` is missing.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['bedrockSdk', 'awsStream', 'observed'],
    doubt: {
      settled: false,
      note: 'No recording shows such a frame. Its form is that of the API reference and of the SDK, and Claude Code 2.1.330 reads it.',
    },
  },
  'BDR-STR-05': {
    level: 'must',
    title: 'Events of a reply that a guardrail blocked are relayed unchanged',
    statement:
      'They arrive as they are, also those that point at a block whose stop has already come, and the last one keeps its guardrail fields.',
    levelReason: 'The guide asks for it in so many words.',
    breaks:
      'The text with which the guardrail explains itself is missing, or the turn ends in a stream error.',
    remedy:
      'No validation of event order on relayed Bedrock streams, and no typed model of events that drops `amazon-bedrock-*` keys.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'bedrock', 'recordings'],
  },
  'BDR-STR-06': {
    level: 'should',
    title: 'Invocation metrics on the last event are relayed',
    statement: '`amazon-bedrock-invocationMetrics` on `message_stop` arrives with its numbers.',
    levelReason: 'Claude Code reads usage elsewhere; dashboards and other clients read the metrics.',
    breaks: 'Nothing in Claude Code. Latency and token reports have holes.',
    remedy:
      'Relay events with fields you do not know; best, relay bytes. LiteLLM: the `/bedrock` pass-through.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['recordings', 'bedrockSdk'],
    doubt: {
      settled: true,
      note: 'Every recorded stream of Bedrock carries the metrics on its last event, with cache counts where a cache was used.',
    },
  },
  'BDR-STR-07': {
    level: 'must',
    title: 'A silent binary stream stays open as long as the client waits',
    statement:
      'This format knows no pings: while the model thinks, no byte flows for minutes. No timeout below five minutes ends the stream.',
    levelReason:
      'The cut is visible as in the Messages format, MSG-STR-11, and comes sooner, since nothing fills the gap.',
    breaks: '"Connection lost" on answers with long thinking, after retries from the beginning.',
    remedy:
      'Idle and read timeouts of 600 s on every hop: nginx `proxy_read_timeout 600s`, HAProxy `timeout server 600s`, Apache `timeout=600` on ProxyPass, Envoy `timeout: 0s` and `idle_timeout: 600s`, AWS load balancers idle timeout 600 s.',
    formats: BEDROCK,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['network', 'guide', 'products'],
    restates: ['MSG-STR-11'],
  },
});
