import { header } from '../../wire/headers.ts';
import { parseJson } from '../../wire/json.ts';
import type { JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import { errorEnvelope } from '../encode/errors.ts';
import { received } from '../layers/bytes.ts';
import { jsonAnswer } from '../layers/response.ts';
import type { GatewayResponse } from '../middleware.ts';
import { keptHeaders, requestIdOf } from './headers.ts';

/** What the Messages API calls a refusal, and its status. */
type Verdict = readonly [status: number, type: string];

/** By the status of the provider. Those that Messages does not have become the nearest that it has. */
const BY_STATUS: Readonly<Record<number, Verdict>> = {
  402: [402, 'billing_error'],
  404: [404, 'not_found_error'],
  408: [504, 'timeout_error'],
  409: [409, 'conflict_error'],
  413: [413, 'request_too_large'],
  429: [429, 'rate_limit_error'],
  500: [500, 'api_error'],
  503: [529, 'overloaded_error'],
  504: [504, 'timeout_error'],
  529: [529, 'overloaded_error'],
};
/** Exceptions of Bedrock, which name the cause better than their status does. */
const BY_EXCEPTION: Readonly<Record<string, Verdict>> = {
  validation: [400, 'invalid_request_error'],
  serviceQuotaExceeded: [400, 'invalid_request_error'],
  resourceNotFound: [404, 'not_found_error'],
  throttling: [429, 'rate_limit_error'],
  modelNotReady: [529, 'overloaded_error'],
  serviceUnavailable: [529, 'overloaded_error'],
  modelTimeout: [504, 'timeout_error'],
  modelError: [500, 'api_error'],
  modelStreamError: [500, 'api_error'],
  internalServer: [500, 'api_error'],
};
/** A refusal of the gateway itself by the provider. No developer can mend it, so it must not look like theirs. */
const OF_GATEWAY: Verdict = [502, 'api_error'];

/**
 * A refusal by the provider in the error envelope of Messages: status and type by what it means, wording kept,
 * `retry-after` kept.
 */
export async function refusal(response: GatewayResponse): Promise<GatewayResponse> {
  const { status, headers } = response;
  const { bytes } = await received(response.body);
  const told = wording(parseJson(bytes).value);
  const [exception] = header(headers, 'x-amzn-errortype')?.split(':') ?? [];
  const [own, type] = verdict(status, exception);
  const isGateways = status === 401 || status === 403;
  const message = isGateways
    ? `The provider refused the gateway: ${told.message}`
    : told.message || `The provider answered with status ${status}.`;
  const named = isGateways || told.type === undefined ? type : told.type;
  return jsonAnswer(
    own,
    errorEnvelope(named, message, requestIdOf(headers), told.details),
    keptHeaders(headers),
  );
}

function verdict(status: number, exception: string | undefined): Verdict {
  if (status === 401 || status === 403) return OF_GATEWAY;
  const known =
    BY_STATUS[status] ?? (status < 500 ? [status, 'invalid_request_error'] : [status, 'api_error']);
  const named = exception === undefined ? undefined : byException(exception);
  // A request that was rejected has a status that says more, such as 413.
  return named && named[0] !== 400 ? named : known;
}

/** Names are capitalised in headers and not in frames. */
function byException(name: string): Verdict | undefined {
  const plain = name.replace(/Exception$/, '').replace(/^./, (first) => first.toLowerCase());
  return Object.hasOwn(BY_EXCEPTION, plain) ? BY_EXCEPTION[plain] : undefined;
}

interface Wording {
  /** Of an envelope of Messages, which Vertex passes on from the model. */
  readonly type?: string;
  readonly message: string;
  readonly details?: JsonObject[string];
}

/** Reads the three forms: `{"message"}` of Bedrock, the envelope of Messages, Google's, the last also in a list. */
function wording(answer: unknown): Wording {
  const body: unknown = Array.isArray(answer) ? answer[0] : answer;
  if (!isObject(body)) return { message: '' };
  const { error } = body;
  if (!isObject(error)) return { message: String(body['message'] ?? body['Message'] ?? '') };
  const { type, message, details } = error;
  if (typeof type !== 'string') return { message: String(message ?? '') };
  return { type, message: String(message ?? ''), ...(details !== undefined && { details }) };
}

/** A failure in the midst of a stream as the `error` event of Messages. */
export function errorEvent(failure: string, message: string): JsonObject {
  const [, type] = byException(failure) ?? OF_GATEWAY;
  return { type: 'error', error: { type, message } };
}
