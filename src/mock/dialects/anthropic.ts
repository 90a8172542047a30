import { errorEnvelope } from '../encode/errors.ts';
import { responseHeaders } from '../encode/headers.ts';
import { messageId, requestId } from '../encode/ids.ts';
import { encodeSteps, SSE } from '../steps.ts';
import type { Dialect } from './dialect.ts';

/** The Messages API of Anthropic. */
export const anthropic: Dialect = {
  id: 'anthropic',
  pings: true,
  messageId: (seed) => messageId(seed),
  requestId: (seed) => requestId(seed),
  headers: responseHeaders,
  refusal: ({ error: { type, message, details } }, id) => ({
    body: errorEnvelope(type, message, id, details),
    headers: [],
  }),
  count: (inputTokens) => ({ input_tokens: inputTokens }),
  steps: (steps, delivery) => encodeSteps(steps, delivery, SSE),
};
