import { ANY, BRIDGE, EITHER, EVERY_FORMAT, family, RELAY, SSE_FORMATS, UPSTREAM } from '../row.ts';

/** MSG-STR, first part: when the bytes of a stream arrive and how it begins and ends. */
export const streamDelivery = family({
  'MSG-STR-01': {
    level: 'must',
    title: 'A streamed answer is `text/event-stream` with status 200',
    statement:
      'With `"stream": true` the answer carries that content type; parameters such as a charset are fine.',
    levelReason:
      'The guide asks for the type. Release 2.1.330 reads a stream under another type, too, but its stall detection depends on it.',
    breaks: 'A stalled stream is not noticed, and other clients read the stream as JSON and fail.',
    remedy:
      'Relay the content type of the upstream. Frameworks that default to JSON need it set before the first byte: `media_type="text/event-stream"` in FastAPI\'s `StreamingResponse`.',
    formats: SSE_FORMATS,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'observed'],
  },
  'MSG-STR-02': {
    level: 'must',
    title: 'Events are relayed as they arrive',
    statement:
      'Each event reaches the client while the upstream waits before the next one. A gateway that collects the answer, or lets the lag grow with it, is buffering.',
    levelReason: 'The guide says that Claude Code stalls behind a gateway that buffers complete answers.',
    breaks:
      'Nothing on the screen for as long as the answer takes, then all of it at once. Long answers run into the stall watchdog, are aborted and paid for again.',
    remedy:
      'nginx: `proxy_buffering off; proxy_http_version 1.1; proxy_set_header Connection "";`. lighttpd: `server.stream-response-body = 2`. Caddy: `flush_interval -1`. Apache: `flushpackets=on` on ProxyPass. Kong: `response_buffering: false` on the route. Azure API Management: `<forward-request buffer-response="false" />`. No response compression or body-rewriting middleware on these paths.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'rollout', 'products'],
  },
  'MSG-STR-02b': {
    level: 'should',
    title: 'No event is held back until a later one comes',
    statement:
      'The client has each event before the next is produced. A look-ahead of up to two events or 4 KB, released by later events, is tolerated and named.',
    levelReason:
      'A small, bounded lag delays text by a moment and stalls nothing; only unbounded buffering is a MUST. The bound is ours.',
    breaks: 'Text trails by an event or two. A tool call is shown late when the model pauses after it.',
    remedy:
      'Flush after each event. HAProxy: `option http-no-delay`. Inspect an event after sending it in place of before.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'ours'],
  },
  'MSG-STR-03': {
    level: 'must',
    title: 'The first event is passed on at once, and a slow start is waited for',
    statement:
      'The response headers and `message_start` reach the client as soon as the upstream has sent the first event, and a model that takes its time before it is neither cut off nor asked again.',
    levelReason:
      'The client gives up when no response headers come within its first-byte deadline, about five minutes behind a gateway.',
    breaks: '"No response from API" or "Request timed out" after minutes of waiting, on long prompts first.',
    remedy:
      'Send status and headers with the first upstream byte. Set read timeouts above five minutes: nginx `proxy_read_timeout 600s`, HAProxy `timeout server 600s`, Apache `timeout=600` on ProxyPass, Envoy `timeout: 0s` on the route, Kong `read_timeout: 600000`, Bifrost `default_request_timeout_in_seconds: 600` (30 by default). Cloudflare gives up after 100 s without headers (524), and AWS API Gateway after 29 s unless raised.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['network', 'errors', 'observed'],
    doubt: {
      settled: false,
      note: 'The deadline is from the documents: about three minutes for a direct connection, five behind a gateway, longer with the size of the body. It was not waited for.',
    },
  },
  'MSG-STR-07': {
    level: 'must',
    title: 'A stream is relayed through its final `message_delta`',
    statement:
      'The last `message_delta`, with `stop_reason` and usage, reaches the client before the body ends.',
    levelReason:
      'The guide asks for it; a body that ends earlier counts as a dropped connection, whatever its text.',
    breaks:
      'Claude Code keeps the text, asks the model up to three times to go on, and ends with "The response above may be incomplete".',
    remedy:
      'Relay to the end of the upstream body, and flush before closing. Do not end at a marker of your own, such as the last text event. Envoy: `timeout: 0s` on the route, as its 15 s are for the whole answer.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'errors', 'observed'],
  },
  'MSG-STR-07b': {
    level: 'should',
    title: 'A stream is relayed through `message_stop`',
    statement: 'The closing `message_stop` event reaches the client, and the body ends after it.',
    levelReason:
      'The guide asks for it and then says that its absence is tolerated after a `stop_reason`; Claude Code completes the turn. Other clients wait for it.',
    breaks: 'Nothing in Claude Code. Tools built on other SDKs report a stream that never ended.',
    remedy:
      'Relay the last event, and close the body when the upstream does: no `return` at the first `stop_reason` in a loop over events.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'streaming', 'observed'],
  },
  'MSG-STR-09': {
    level: 'must',
    title: 'Keep-alive bytes of the upstream reach the client in a silent gap',
    statement:
      'While the model thinks, `ping` events or comment lines are all that the upstream sends. Some byte reaches the client in each such gap; the gateway may send a keep-alive of its own in their place.',
    levelReason: 'The guide asks to forward pings: without any byte for five minutes Claude Code aborts.',
    breaks: 'Long thinking turns are aborted part of the way through, asked again and paid for twice.',
    remedy:
      'Relay `event: ping` and lines that begin with a colon. Do not filter events by name, and flush them at once: nginx `proxy_buffering off`. A gateway that re-emits events sends a ping of its own in each gap, as the Claude apps gateway does every 15 s.',
    formats: SSE_FORMATS,
    topologies: RELAY,
    vantages: UPSTREAM,
    sources: ['guide', 'network'],
  },
  'MSG-STR-10': {
    level: 'must',
    title: 'A translating gateway sends pings where its upstream has none',
    statement:
      "In silent gaps of an upstream that knows no pings, such as Bedrock's binary stream, the gateway emits `event: ping` itself.",
    levelReason: 'The guide asks it of gateways that translate from such an upstream.',
    breaks: 'Long thinking turns are aborted after five minutes of silence, asked again and paid for twice.',
    remedy:
      'Emit a ping whenever nothing was sent for 15 s or so, beginning before the first event, as the Claude apps gateway does: `event: ping`, `data: {"type": "ping"}`, a blank line.',
    topologies: BRIDGE,
    vantages: EITHER,
    sources: ['guide', 'appsGateway'],
  },
  'MSG-STR-11': {
    level: 'must',
    title: 'A silent stream stays open as long as the client waits',
    statement:
      'No timeout of the gateway ends a stream on which the upstream is silent but alive. The client waits five minutes without a byte, so anything shorter is too short.',
    levelReason:
      'Default timeouts of 50 to 60 s in common proxies cut real answers, and the client shows the cut.',
    breaks:
      '"Connection lost mid-response" or "The response stopped arriving" on answers with long thinking, after retries from the beginning.',
    remedy:
      'nginx: `proxy_read_timeout 600s`. HAProxy: `timeout server 600s` and `timeout client 600s`. Apache: `timeout=600` on ProxyPass. Envoy: `timeout: 0s` and `idle_timeout: 600s` on the route. Kong: `read_timeout: 600000`. AWS load balancers: idle timeout 600 s. Google Cloud load balancers: `timeoutSec: 600`. Bifrost: `stream_idle_timeout_in_seconds: 600` (60 by default).',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['network', 'errors', 'envVars', 'products'],
    doubt: {
      settled: false,
      note: 'The five minutes are from the documents. Seen were 25 s of silence, which the client waits out, and an abort after 10 s where that was set.',
    },
  },
  'MSG-STR-12': {
    level: 'must',
    title: 'An error in the middle of a stream stays an error',
    statement:
      'An `error` event of the upstream reaches the client as an `error` event with its type and message. It is neither swallowed nor turned into a normal end. Where it is the first event, a refusal with an error status and its message will do, too.',
    levelReason:
      'A swallowed error makes the client take half an answer for the whole one, or wait for more.',
    breaks:
      'Claude stops in the middle of a sentence and the turn counts as finished; a subagent returns half a result.',
    remedy:
      'Relay the event like any other. Where the gateway ends the stream itself, send `event: error` with `{"type":"error","error":{"type":"api_error","message":"..."}}`.',
    formats: SSE_FORMATS,
    topologies: RELAY,
    vantages: EITHER,
    sources: ['streaming', 'errors', 'observed'],
  },
  'MSG-STR-13': {
    level: 'must',
    title: 'A broken upstream stream never looks finished',
    statement:
      'When the upstream connection dies, the gateway invents no `message_delta` with a `stop_reason` and no `message_stop`, and splices in no second answer.',
    levelReason: 'A made-up end is the one form of truncation that Claude Code cannot see.',
    breaks:
      'Half an answer is taken for the whole: a tool runs with cut arguments, or the turn ends in the middle of a sentence with no notice.',
    remedy:
      'Write closing events only when the upstream sent them. On an upstream error, abort or send an `error` event; a `finally` that writes `message_stop` is the usual cause. No fallback to another provider once a byte was passed on.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'errors', 'observed'],
  },
  'MSG-STR-13b': {
    level: 'should',
    title: 'A broken upstream stream ends as an error, not as a clean end',
    statement:
      'When the upstream connection dies, the client sees an aborted connection, a reset HTTP/2 stream or an `error` event (in Bedrock format an exception frame); not an orderly end of the body, and not a connection that stays open.',
    levelReason:
      'The guide says that Claude Code treats a clean end before the final `message_delta` like a dropped connection, so nothing more is lost. Other clients and logs take it for success.',
    breaks:
      'Claude Code retries as it should, after a connection that stays open only when its watchdog barks. Proxies, caches and other clients count a cut answer as complete.',
    remedy:
      'nginx: `proxy_http_version 1.1`, since over HTTP/1.0 the end of a body cannot be told from a cut. In code: destroy the response when the upstream errors in place of ending it; in Node also when the upstream answer closes before it is `complete`, which is no error (`http-proxy`, `http-proxy-3`). Caddy 2.6.2, lighttpd 1.4.69, Portkey 1.15.2 and claude-code-router 2.0.0 end it cleanly and have no setting for it; HAProxy and Apache reset.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['guide', 'observed', 'products'],
  },
  'MSG-STR-14': {
    level: 'must',
    title: 'An error before the first event keeps an error status',
    statement:
      'When the upstream refuses a streamed request, the client gets an error status and a JSON error; not a 200 with an `error` event inside. Which status is for ERR-02 and ERR-03.',
    levelReason:
      'Waits and recovery hang on the status. Inside a 200 the client cannot tell a refusal from a stream that broke: it asks again without streaming, for the same refusal.',
    breaks:
      'Each refusal is asked for a second time, without streaming; where that ends in the same way, the turn does with "API returned an empty or malformed response". An overload is asked again within seconds, without the wait that the provider asked for.',
    remedy:
      'Wait for the upstream status before answering; do not send 200 as soon as the request was accepted. FastAPI: await the first chunk before a `StreamingResponse` is returned. Express: no `flushHeaders` before the upstream has answered.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['errors', 'guide', 'observed'],
    doubt: {
      settled: true,
      note: 'A third party reports that nothing is repeated inside a 200. Release 2.1.330 repeats an `overloaded_error` that comes first in a stream twice and then asks without streaming; other errors it asks once without streaming.',
    },
  },
  'MSG-STR-21': {
    level: 'should',
    title: 'When the client goes away, the upstream request ends',
    statement:
      'After the client closes its connection in the middle of a stream, the gateway closes its upstream request, too. Before the first byte it is for GWC-06.',
    levelReason: 'Nothing breaks for the user; the tokens are paid for and the slot stays taken.',
    breaks: 'Esc stops the display but not the bill. After many interrupted turns rate limits are hit early.',
    remedy:
      'Tie the upstream request to the life of the client connection: an `AbortController` fired by the `close` of the response, the request context in Go, `request.is_disconnected()` in FastAPI. nginx: leave `proxy_ignore_client_abort` off. Node: http-proxy-3 in place of http-proxy 1.18.1, which leaves the upstream running.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['envVars', 'products'],
  },
  'MSG-STR-22': {
    level: 'should',
    title: 'The headers of a stream invite no buffering further on',
    statement:
      'A streamed answer has no `content-length`, and carries `cache-control: no-cache`, so that no proxy on the way collects or stores it.',
    levelReason: 'The gateway itself may stream well; only a proxy after it would be misled.',
    breaks: 'Text in bursts or all at the end, only for developers behind one more proxy or CDN.',
    remedy:
      'Relay `cache-control` of the upstream, and use chunked or HTTP/2 framing. For nginx further on, add `x-accel-buffering: no`.',
    formats: SSE_FORMATS,
    topologies: ANY,
    vantages: EITHER,
    sources: ['httpSemantics', 'ours'],
  },
  'MSG-STR-23': {
    level: 'must',
    title: 'Ten and more streams run side by side',
    statement:
      'Streams that are open at the same time all make progress. That each carries its own events alone is for GWC-01.',
    levelReason: 'Subagents and background calls run in parallel, and time out when they have to queue.',
    breaks: 'Parallel agents stand still until another one ends.',
    remedy:
      'Raise the worker and connection pool limits. Python: async handlers or enough workers (LiteLLM `--num_workers`). Bifrost: `concurrency` in `concurrency_and_buffer_size`. HAProxy: `maxconn`. Node: no `maxSockets` on the agent.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['envVars', 'rollout', 'ours'],
  },
  'MSG-STR-23b': {
    level: 'should',
    title: 'Sixty-four streams run side by side',
    statement: 'The same with 64 streams at once, as a team behind one gateway has them.',
    levelReason: 'The number is ours: common pools of workers end at 32 or 40.',
    breaks: 'At busy hours sessions of one developer wait until those of another end.',
    remedy:
      'Room for two connections for each stream. nginx: `worker_connections 1024` or more. HAProxy: `maxconn`. Python: async handlers, as a thread for each stream runs out at 40 in FastAPI. Bifrost: `concurrency` in `concurrency_and_buffer_size`.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: UPSTREAM,
    sources: ['rollout', 'ours'],
  },
  'MSG-STR-24': {
    level: 'must',
    title: 'A request without `stream` gets one JSON message',
    statement:
      'With `"stream": false` or without the field (in Bedrock and Vertex format, on the path that does not stream), the answer is a `message` object with status 200, and the upstream is not asked to stream in its place unless the gateway puts the answer together.',
    levelReason: 'Claude Code falls back to such a request when a stream fails, and uses it for side checks.',
    breaks:
      '"API returned an empty or malformed response (HTTP 200)" after any hiccup of a stream; permission checks of auto mode fail.',
    remedy:
      'Honour the field, or the path. Do not force `stream: true` on the upstream and relay its events; a default of that kind stands in `litellm_params` of LiteLLM or in a transformer of claude-code-router.',
    formats: EVERY_FORMAT,
    topologies: ANY,
    vantages: EITHER,
    sources: ['errors', 'envVars', 'observed'],
  },
});
