import type { ErrorAnswer } from '../../wire/scenario.ts';
import { errorEnvelope } from '../encode/errors.ts';
import { type HeaderContext, JSON_BODY, NO_CACHE, STREAM } from '../encode/headers.ts';
import { letters } from '../encode/ids.ts';
import { CHALLENGE } from '../google/reply.ts';
import { encodeSteps, SSE } from '../steps.ts';
import type { AnswerKind, Dialect } from './dialect.ts';

/** Vertex rawPredict: Messages with ids and headers of its own, and without rate-limit headers. */
export const vertex: Dialect = {
  id: 'vertex',
  pings: true,
  messageId: (seed) => `msg_vrtx_01${letters(`message ${seed}`, 22)}`,
  requestId: (seed) => `req_vrtx_011C${letters(`request ${seed}`, 20)}`,
  headers,
  refusal: (answer, id) => {
    const { type, message, details } = answer.error;
    if (PLATFORM.test(type)) return platformError(answer);
    return { body: errorEnvelope(type, message, id, details), headers: [] };
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

/** As on recorded answers, without those that Google's front end adds to everything. */
function headers(kind: AnswerKind, { requestId }: HeaderContext): ReturnType<Dialect['headers']> {
  return [
    kind === 'stream' ? STREAM : JSON_BODY,
    ...(kind === 'stream' ? NO_CACHE : []),
    ['request-id', requestId],
    ['x-vertex-ai-internal-prediction-backend', 'harpoon'],
    ...(kind === 'error' ? [] : ([['pinnacle-error-category', 'no_error']] as const)),
  ];
}
