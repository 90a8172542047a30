import type { RawHeaders } from '../../wire/headers.ts';
import type { JsonObject } from '../../wire/scenario.ts';

/** Milliseconds. The mock takes none, but a client may divide by them. */
const LATENCY = 250;
const FIRST_BYTE = 100;

/**
 * What Bedrock reports of a call on its `message_stop`: token counts out of the Messages `usage`, and two
 * times in milliseconds. Cache counts are there when caching took place.
 */
export function invocationMetrics(usage: JsonObject): JsonObject {
  const { input, output, read, written } = countsOf(usage);
  return {
    inputTokenCount: input,
    outputTokenCount: output,
    invocationLatency: LATENCY,
    firstByteLatency: FIRST_BYTE,
    ...((read !== 0 || written !== 0) && {
      cacheReadInputTokenCount: read,
      cacheWriteInputTokenCount: written,
    }),
  };
}

/**
 * The same of a whole message, as headers without their `x-amzn-bedrock-`. Recorded answers of newer models
 * have the cache counts also where they are 0.
 */
export function invocationHeaders(usage: JsonObject): RawHeaders {
  const { input, output, read, written } = countsOf(usage);
  return [
    ['invocation-latency', String(LATENCY)],
    ['cache-write-input-token-count', String(written)],
    ['cache-read-input-token-count', String(read)],
    ['output-token-count', String(output)],
    ['input-token-count', String(input)],
  ];
}

function countsOf(usage: JsonObject) {
  return {
    input: usage['input_tokens'] ?? 0,
    output: usage['output_tokens'] ?? 0,
    read: usage['cache_read_input_tokens'] ?? 0,
    written: usage['cache_creation_input_tokens'] ?? 0,
  };
}
