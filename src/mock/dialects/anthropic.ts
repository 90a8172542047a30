import { errorEnvelope } from '../encode/errors.ts';
import { responseHeaders } from '../encode/headers.ts';
import { requestId } from '../encode/ids.ts';
import { encodeSteps, SSE } from '../steps.ts';
import type { Dialect } from './dialect.ts';

/** The Messages API of Anthropic. */
export const anthropic: Dialect = {
  id: 'anthropic',
  pings: true,
  issuer: '',
  usage: { service_tier: 'standard', inference_geo: 'not_available' },
  requestId: (seed) => requestId(seed),
  headers: responseHeaders,
  refusal: ({ error: { type, message, details } }, context) => ({
    body: errorEnvelope(type, message, context.requestId, details),
    headers: responseHeaders('error', context),
  }),
  count: (inputTokens) => ({ input_tokens: inputTokens }),
  steps: (steps, delivery) => encodeSteps(steps, delivery, SSE),
};
