import type { Json } from '../../wire/scenario.ts';

/** A refusal before it has bytes: status, `error.type` and `error.message`. */
export interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly message: string;
}

/** The error envelope of the Messages API as compact JSON; `requestId` is repeated in the header. */
export function encodeError(type: string, message: string, requestId: string, details?: Json): Uint8Array {
  const error = { type, message, ...(details !== undefined && { details }) };
  return Buffer.from(JSON.stringify({ type: 'error', error, request_id: requestId }));
}
