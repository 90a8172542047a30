import zlib from 'node:zlib';
import { type Exchange, responseBody } from '../net/exchange.ts';
import { readEventStream } from '../wire/any-stream.ts';
import { bedrockCountMisfits } from '../wire/bedrock/count.ts';
import type { EventStream } from '../wire/event-stream.ts';
import { headerList } from '../wire/headers.ts';
import { parseJson } from '../wire/json.ts';
import { countMisfits } from '../wire/messages/count.ts';
import { type MessageStream, readStream } from '../wire/messages/stream.ts';
import type { Json, JsonObject } from '../wire/scenario.ts';
import { isObject } from '../wire/shape.ts';
import { formatOf } from './arrival.ts';

/** Half of a compressed stream is as readable as what was flushed so far. */
const FLUSH = { finishFlush: zlib.constants.Z_SYNC_FLUSH };
const BROTLI_FLUSH = { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH };
const DECODERS: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
  gzip: (bytes) => zlib.gunzipSync(bytes, FLUSH),
  'x-gzip': (bytes) => zlib.gunzipSync(bytes, FLUSH),
  deflate: (bytes) => zlib.inflateSync(bytes, FLUSH),
  br: (bytes) => zlib.brotliDecompressSync(bytes, BROTLI_FLUSH),
};

/** The body so far with its `content-encoding` undone; as it came when that is unknown or untrue. */
export function answerBytes(exchange: Exchange): Buffer {
  const body = responseBody(exchange);
  try {
    return headerList(exchange.response.headers, 'content-encoding').reduceRight(
      (bytes, coding) => DECODERS[coding.toLowerCase()]?.(bytes) ?? bytes,
      body,
    );
  } catch {
    return body;
  }
}

/** The body as a JSON object; undefined when it is not one. */
export function answerJson(exchange: Exchange): JsonObject | undefined {
  const { value } = parseJson(answerBytes(exchange));
  return isObject(value) ? value : undefined;
}

/** The body so far read as a stream of either framing: frames, events and what is wrong with them. */
export function answerStream(exchange: Exchange): EventStream {
  return readEventStream(answerBytes(exchange));
}

/** The same of a stream that is, or should be, server-sent events. */
export function answerSse(exchange: Exchange): MessageStream {
  return readStream(answerBytes(exchange));
}

/**
 * The complete events of a streamed answer so far, in order. A refusal that the framing itself carries
 * stands there as the `error` event that it is in the other framing.
 */
export function streamEvents(exchange: Exchange): readonly JsonObject[] {
  const { events, failures } = answerStream(exchange);
  return [
    ...events.map(({ frame, event }) => ({ frame, event })),
    ...failures.map(({ frame, type, message }) => ({
      frame,
      event: { type: 'error', error: { type, message } },
    })),
  ]
    .filter(({ frame }) => frame.complete)
    .sort((a, b) => a.frame.offset - b.frame.offset)
    .map(({ event }) => event);
}

/** The number of an answer to a count, under the name of any API; undefined when there is none. */
export function countOf(exchange: Exchange): number | undefined {
  const body = answerJson(exchange);
  const count = body?.['input_tokens'] ?? body?.['inputTokens'];
  return typeof count === 'number' ? count : undefined;
}

/** What is wrong with an answer to a count in the format of its request; undefined when nothing is. */
export function countMisfit(exchange: Exchange): string | undefined {
  const judge = formatOf(exchange).id === 'bedrock' ? bedrockCountMisfits : countMisfits;
  return judge(answerJson(exchange))[0]?.text;
}

/** The value at a dotted path such as `delta.stop_reason`; undefined when there is none. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((found, key) => {
    if (Array.isArray(found)) return found[Number(key)];
    return isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }, value);
}

/**
 * What the deltas of each block add up to, whether the block was opened or not: block index to the
 * strings under `key` (such as `text` or `partial_json`), joined.
 */
export function joinedDeltas(exchange: Exchange, key: string): JsonObject {
  const joined: { [index: string]: string } = {};
  for (const event of streamEvents(exchange)) {
    const part = valueAt(event, `delta.${key}`);
    if (event['type'] !== 'content_block_delta' || typeof part !== 'string') continue;
    const index = String(event['index']);
    joined[index] = (joined[index] ?? '') + part;
  }
  return joined;
}
