import type { RawHeaders } from '../../wire/headers.ts';
import type { JsonObject } from '../../wire/scenario.ts';
import type { Reply } from '../reply.ts';

/** A Google answer whose body is known whole. */
export function whole(status: number, type: string, text: string, headers: RawHeaders = []): Reply {
  const body = Buffer.from(text);
  const own: RawHeaders = [
    ['content-type', type],
    ['content-length', String(body.length)],
  ];
  return { status, headers: [...own, ...headers], parts: [{ bytes: body }] };
}

/** JSON, indented as Google prints it. */
export function json(
  status: number,
  value: JsonObject | readonly JsonObject[],
  headers: RawHeaders = [],
): Reply {
  return whole(status, 'application/json; charset=UTF-8', `${JSON.stringify(value, null, 2)}\n`, headers);
}

const CODES = { INVALID_ARGUMENT: 400, UNAUTHENTICATED: 401, NOT_FOUND: 404 };

/** What Google's platform refuses with. */
export interface GoogleError {
  readonly status: keyof typeof CODES;
  readonly message: string;
}

/** The refusal of a model that nobody published. @param resource from its project, or its publisher, on */
export function publisherModelMissing(resource: string): GoogleError {
  const message = `Publisher Model \`${resource}\` was not found or your project does not have access to it. Please ensure you are using a valid model version. For more information, see: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions`;
  return { status: 'NOT_FOUND', message };
}

/** The refusal of a call without an access token. */
export const UNAUTHENTICATED: GoogleError = {
  status: 'UNAUTHENTICATED',
  message:
    'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
};

/** The refusal of a call with an access token that nobody gave out. */
export const INVALID_CREDENTIALS: GoogleError = {
  status: 'UNAUTHENTICATED',
  message:
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
};

/** Comes with both. */
export const CHALLENGE = [['www-authenticate', 'Bearer realm="https://accounts.google.com/"']] as const;

/** The error of Google's APIs as a body: `error.code` repeats the HTTP status, `error.status` names it. */
export function errorBody({ status, message }: GoogleError): {
  readonly code: number;
  readonly body: JsonObject;
} {
  const code = CODES[status];
  return { code, body: { error: { code, message, status } } };
}
