import type { RawHeaders } from '../../wire/headers.ts';
import type { ErrorAnswer } from '../../wire/scenario.ts';
import { errorEnvelope } from '../encode/errors.ts';
import { type HeaderContext, JSON_BODY, NO_CACHE, STREAM } from '../encode/headers.ts';
import { letters, uuid } from '../encode/ids.ts';
import { CHALLENGE } from '../google/reply.ts';
import { encodeSteps, SSE } from '../steps.ts';
import type { AnswerKind, Dialect } from './dialect.ts';

/** Vertex rawPredict: Messages with ids and headers of its own, and without rate-limit headers. */
export const vertex: Dialect = {
  id: 'vertex',
  pings: true,
  issuer: 'vrtx_',
  usage: {},
  requestId: (seed) => `req_vrtx_011C${letters(`request ${seed}`, 20)}`,
  headers,
  refusal: (answer, context) => {
    const { type, message, details } = answer.error;
    if (PLATFORM.test(type)) return platformError(answer);
    const body = errorEnvelope(type, message, context.requestId, details);
    return { body, headers: headers('error', context) };
  },
  count: (inputTokens) => ({ input_tokens: inputTokens }),
  steps: (steps, delivery) => encodeSteps(steps, delivery, SSE),
};

/** What Google itself refuses has a status of gRPC in place of an error type of Messages. */
const PLATFORM = /^[A-Z]+(?:_[A-Z]+)*$/;

function platformError({ status: code, error }: ErrorAnswer): ReturnType<Dialect['refusal']> {
  const { type: status, message, details } = error;
  return {
    body: { error: { code, message, status, ...(details !== undefined && { details }) } },
    headers: [['content-type', 'application/json; charset=UTF-8'], ...(code === 401 ? CHALLENGE : [])],
  };
}

/**
 * As on recorded answers, without those that Google's front end adds to everything. On streams it adds
 * `x-accel-buffering: no`, too, by which an nginx in front would be told what to do: here it is left to itself.
 */
function headers(kind: AnswerKind, { requestId, usage }: HeaderContext): RawHeaders {
  const id = ['request-id', requestId] as const;
  if (kind === 'stream') {
    return [STREAM, ...NO_CACHE, id, ['x-vertex-ai-received-request-id', uuid(`received ${requestId}`)]];
  }
  if (usage === undefined) return [JSON_BODY, id];
  return [
    JSON_BODY,
    id,
    ['x-vertex-ai-internal-prediction-backend', 'harpoon'],
    ['pinnacle-error-category', 'no_error'],
    ['stream-reported-http-code', '200'],
    ['internal-input-tokens', String(usage['input_tokens'] ?? 0)],
    ['internal-output-tokens', String(usage['output_tokens'] ?? 0)],
  ];
}
