import type { RawHeaders } from '../../wire/headers.ts';
import type { ErrorAnswer, JsonObject, Step } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import { Chunk, encodeErrorFrame, encodeException, written } from '../encode/event-stream.ts';
import { type HeaderContext, JSON_BODY } from '../encode/headers.ts';
import { uuid } from '../encode/ids.ts';
import { invocationHeaders, invocationMetrics } from '../encode/invocation.ts';
import { encodeSteps, type Framing, split } from '../steps.ts';
import type { AnswerKind, Dialect } from './dialect.ts';

/** Bedrock InvokeModel: binary frames, errors named in a header, no pings and no rate-limit headers. */
export const bedrock: Dialect = {
  id: 'bedrock',
  pings: false,
  issuer: 'bdrk_',
  usage: { service_tier: 'standard' },
  requestId: (seed) => uuid(`request ${seed}`),
  headers,
  refusal: (answer, { requestId }) => ({
    body: { message: answer.error.message },
    headers: [JSON_BODY, ['x-amzn-requestid', requestId], ['x-amzn-errortype', errorType(answer)]],
  }),
  count: (inputTokens) => ({ inputTokens }),
  steps: (steps, delivery) => encodeSteps(steps.map(withMetrics(steps)), delivery, FRAMES),
};

/** Of a whole message the headers repeat the counts of its usage; a stream has them in its last event. */
function headers(kind: AnswerKind, { requestId, usage }: HeaderContext): RawHeaders {
  const id = ['x-amzn-requestid', requestId] as const;
  if (kind === 'stream') {
    return [
      ['content-type', 'application/vnd.amazon.eventstream'],
      id,
      ['x-amzn-bedrock-content-type', 'application/json'],
    ];
  }
  const counts = usage ? invocationHeaders(usage) : [];
  return [JSON_BODY, id, ...counts.map(([name, value]) => [`x-amzn-bedrock-${name}`, value] as const)];
}

/** What refuses before Bedrock itself is asked belongs to the framework that all of AWS has. */
const OF_FRAMEWORK =
  /^(?:ExpiredToken|IncompleteSignature|InvalidSignature|MissingAuthenticationToken|UnknownOperation|UnrecognizedClient)Exception$/;

function errorType(answer: ErrorAnswer): string {
  const name = exceptionOf(answer);
  const namespace = OF_FRAMEWORK.test(name) ? 'com.amazon.coral.service' : 'com.amazon.bedrock';
  return `${name}:http://internal.amazon.com/coral/${namespace}/`;
}

/** What Bedrock calls a refusal of this status; one that has another name has it already. */
const BY_STATUS: Readonly<Record<number, string>> = {
  400: 'ValidationException',
  401: 'UnrecognizedClientException',
  403: 'AccessDeniedException',
  404: 'ResourceNotFoundException',
  408: 'ModelTimeoutException',
  413: 'ValidationException',
  424: 'ModelErrorException',
  429: 'ThrottlingException',
  500: 'InternalServerException',
  503: 'ServiceUnavailableException',
  529: 'ServiceUnavailableException',
};
/** What Bedrock calls a refusal in mid-stream that a Scenario words as Messages does. */
const BY_TYPE: Readonly<Record<string, string>> = {
  invalid_request_error: 'validationException',
  rate_limit_error: 'throttlingException',
  overloaded_error: 'serviceUnavailableException',
  timeout_error: 'modelTimeoutException',
  api_error: 'internalServerException',
};

function exceptionOf({ error: { type }, status }: ErrorAnswer): string {
  return type.endsWith('Exception') ? type : (BY_STATUS[status] ?? 'InternalServerException');
}

const FRAMES: Framing<Chunk | Uint8Array> = {
  event: (event, { padding = true }) => frame(event, padding),
  raw: (text) => Buffer.from(text),
  comment: () => undefined,
  parts: (pieces, chunkBytes) =>
    chunkBytes === undefined
      ? [{ bytes: written(pieces) }]
      : pieces.flatMap((piece) => split(written([piece]), chunkBytes)),
};

/** An event is a chunk; a refusal has a frame of its own: an error when it has a `code`, else an exception. */
function frame(event: JsonObject, padding: boolean): Chunk | Uint8Array {
  if (event['type'] !== 'error' || !isObject(event['error'])) return new Chunk(event, padding);
  const { type: name, code, message = '', ...more } = event['error'];
  if (typeof code === 'string') return encodeErrorFrame(code, String(message));
  const type = typeof name === 'string' ? name : '';
  return encodeException(
    type.endsWith('Exception') ? type : (BY_TYPE[type] ?? 'modelStreamErrorException'),
    String(message),
    more,
  );
}

/** The last event reports what the stream's usage adds up to, unless it says something itself. */
function withMetrics(steps: readonly Step[]): (step: Step) => Step {
  return (step) => {
    if (!('event' in step) || step.event['type'] !== 'message_stop') return step;
    if (Object.keys(step.event).some((key) => key.startsWith('amazon-bedrock-'))) return step;
    const metrics = { 'amazon-bedrock-invocationMetrics': invocationMetrics(usageOf(steps)) };
    return { event: Object.assign({}, step.event, metrics) };
  };
}

function usageOf(steps: readonly Step[]): JsonObject {
  const sum = {};
  for (const step of steps) {
    if (!('event' in step)) continue;
    const { message, usage } = step.event;
    Object.assign(sum, isObject(message) ? message['usage'] : undefined, usage);
  }
  return sum;
}
