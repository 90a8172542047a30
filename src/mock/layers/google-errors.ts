import { parseJson } from '../../wire/json.ts';
import type { GatewayRequest, Middleware } from '../middleware.ts';
import { cutShort, received } from './bytes.ts';
import { type DraftObject, isObject } from './draft.ts';
import { isStream, withContent } from './response.ts';

/** A refusal by Google's platform, such as `{"error": {"code": 403, "message": "...", "status": "..."}}`. */
export interface GoogleError {
  readonly error: DraftObject;
}

/** Answers refusals by Google's platform with another body; those of the model pass as they are. */
export function googleErrors(change: (body: GoogleError, request: GatewayRequest) => unknown): Middleware {
  return async (request, next) => {
    const response = await next(request);
    if (response.status < 400 || isStream(response)) return response;
    const { bytes, cut } = await received(response.body);
    if (cut !== undefined) return { ...response, body: cutShort(bytes, cut) };
    const { value } = parseJson(bytes);
    const error = isObject(value) && value['type'] === undefined ? value['error'] : undefined;
    if (!isObject(error)) return withContent(response, bytes);
    return withContent(response, Buffer.from(JSON.stringify(change({ error }, request))));
  };
}
