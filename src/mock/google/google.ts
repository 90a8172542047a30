import type { RequestRecord } from '../../net/exchange.ts';
import { header } from '../../wire/headers.ts';
import type { JsonObject } from '../../wire/scenario.ts';
import { objects } from '../conversation.ts';
import type { Reply } from '../reply.ts';
import { counted, generated } from './generate.ts';
import { metadata } from './metadata.ts';
import { oauthToken } from './oauth.ts';
import {
  CHALLENGE,
  errorBody,
  type GoogleError,
  INVALID_CREDENTIALS,
  json,
  publisherModelMissing,
  UNAUTHENTICATED,
} from './reply.ts';
import { isAccessToken } from './token.ts';

const METADATA = '/computeMetadata/v1';
/** With or without a version in front, the colon raw or escaped. */
const MODEL_CALL =
  /\/((?:projects\/[^/]+\/locations\/[^/]+\/)?publishers\/google\/models\/([^/]+?))(?::|%3[Aa])(generateContent|streamGenerateContent|countTokens)$/;

/**
 * What Google itself answers beside the models of Anthropic: OAuth tokens, the metadata server, and
 * Gemini's calls, so that Google's own client can be run against the mock.
 * @param body the JSON body; empty if there is none
 * @param now milliseconds since the epoch
 * @param apiKey the one credential that Gemini's calls take, beside tokens given out here; absent: any is good
 * @returns undefined for any other request
 */
export function google(
  request: RequestRecord,
  body: JsonObject,
  now: number,
  apiKey?: string,
): Reply | undefined {
  const { method, target } = request;
  const [path = '', query = ''] = target.split('?', 2);
  if (method === 'POST' && (path === '/token' || path === '/oauth2/v4/token')) {
    return oauthToken(request, body, now);
  }
  if (method === 'GET' && (path === METADATA || path.startsWith(`${METADATA}/`))) {
    return metadata(request, path.slice(METADATA.length), query);
  }
  // Some libraries ask here first whether this is a machine of Google.
  if (method === 'GET' && path === '/' && header(request.headers, 'metadata-flavor') !== undefined) {
    return metadata(request, '', '');
  }
  const [, resource, model, operation] = MODEL_CALL.exec(path) ?? [];
  if (method !== 'POST' || !resource || !model || !operation) return undefined;
  const problem = unauthenticated(request, apiKey) ?? unknownModel(resource, model) ?? invalid(body);
  return call({ model, operation, query }, body, problem);
}

interface ModelCall {
  readonly model: string;
  readonly operation: string;
  readonly query: string;
}

function call(
  { model, operation, query }: ModelCall,
  body: JsonObject,
  problem: GoogleError | undefined,
): Reply {
  const isStream = operation === 'streamGenerateContent';
  const isArray = isStream && new URLSearchParams(query).get('alt') !== 'sse';
  if (problem) {
    const { code, body: error } = errorBody(problem);
    // Where an array was promised, the error is its one element.
    return json(code, isArray ? [error] : error, code === 401 ? CHALLENGE : []);
  }
  if (operation === 'countTokens') return counted(body);
  return generated(model, body, isArray ? 'array' : isStream ? 'sse' : 'whole');
}

function unauthenticated({ headers }: RequestRecord, apiKey: string | undefined): GoogleError | undefined {
  const token = /^bearer\s+(\S.*)$/is.exec(header(headers, 'authorization') ?? '')?.[1];
  if (token === undefined) return UNAUTHENTICATED;
  const isGood = apiKey === undefined || token === apiKey || isAccessToken(token);
  return isGood ? undefined : INVALID_CREDENTIALS;
}

function unknownModel(resource: string, model: string): GoogleError | undefined {
  if (model.startsWith('gemini-')) return undefined;
  return publisherModelMissing(resource);
}

function invalid(body: JsonObject): GoogleError | undefined {
  const contents = objects(body['contents']);
  const refused = (message: string): GoogleError => ({ status: 'INVALID_ARGUMENT', message });
  if (contents.length === 0) {
    return refused('Unable to submit request because at least one contents field is required.');
  }
  if (contents.some(({ role }) => role !== 'user' && role !== 'model')) {
    return refused('Please use a valid role: user, model.');
  }
  if (contents.every(({ parts }) => objects(parts).length > 0)) return undefined;
  return refused(
    'Unable to submit request because it must include at least one parts field, which describes the prompt input.',
  );
}
