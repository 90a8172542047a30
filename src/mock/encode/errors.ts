import type { Json, JsonObject } from '../../wire/scenario.ts';

/** A refusal before it has bytes: status, `error.type` and `error.message`. */
export interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly message: string;
}

/** The error envelope of the Messages API; `requestId` is repeated in the header. */
export function errorEnvelope(type: string, message: string, requestId: string, details?: Json): JsonObject {
  const error = { type, message, ...(details !== undefined && { details }) };
  return { type: 'error', error, request_id: requestId };
}
