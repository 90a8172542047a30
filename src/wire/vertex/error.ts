import { count, isObject, list, type Misfit, misfitsOf, object, string } from '../shape.ts';

const envelope = object({
  error: object({ code: count, message: string, status: string }, { details: list(object({})) }),
});

/**
 * What is wrong with a refusal by Google's platform rather than by the model, such as
 * `{"error": {"code": 403, "message": "...", "status": "PERMISSION_DENIED"}}`: `google.rpc.Status` as
 * JSON. A streaming method answers a list of one (streamGenerateContent without `alt=sse`).
 */
export function googleErrorMisfits(value: unknown): Misfit[] {
  return Array.isArray(value) && value.length === 1
    ? misfitsOf(value[0], envelope, ['0'])
    : misfitsOf(value, envelope);
}

/** Whether an answer can only be meant as such an error: by its `status`, or because it is in a list. */
export function isGoogleError(value: unknown): boolean {
  const answer: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (!isObject(answer) || answer['type'] !== undefined || !isObject(answer['error'])) return false;
  return answer !== value || typeof answer['error']['status'] === 'string';
}
