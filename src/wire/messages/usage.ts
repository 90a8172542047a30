import { count, list, nullable, object, type Shape, string } from '../shape.ts';

const parts = {
  cache_creation_input_tokens: nullable(count),
  cache_read_input_tokens: nullable(count),
  cache_creation: nullable(
    object({}, { ephemeral_5m_input_tokens: count, ephemeral_1h_input_tokens: count }),
  ),
  server_tool_use: nullable(object({}, { web_search_requests: count, web_fetch_requests: count })),
  output_tokens_details: nullable(object({}, { thinking_tokens: nullable(count) })),
  iterations: nullable(list(object({}, { type: string, input_tokens: count, output_tokens: count }))),
  service_tier: nullable(string),
  inference_geo: nullable(string),
};

/** `usage` of a message, and of the one in `message_start`. */
export const usage: Shape = object({ input_tokens: count, output_tokens: count }, parts);

/**
 * `usage` of a `message_delta`: output alone from older models, the cumulative set from newer ones;
 * both were recorded from the real API.
 */
export const deltaUsage: Shape = object(
  { output_tokens: count },
  { input_tokens: nullable(count), ...parts },
);
