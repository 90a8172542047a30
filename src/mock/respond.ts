import type { RequestRecord } from '../net/exchange.ts';
import type { Script } from '../net/upstream.ts';
import { header, headerValues } from '../wire/headers.ts';
import type { Answer, JsonObject } from '../wire/scenario.ts';
import { encodeAnswer } from './answer.ts';
import { isObject } from './conversation.ts';
import { defaultAnswer } from './default.ts';
import type { Refusal } from './encode/errors.ts';
import { inputTokens } from './encode/usage.ts';
import type { Scenarios } from './match.ts';
import type { Reply } from './reply.ts';
import { decodedBody, MAX_BODY } from './request-body.ts';
import { type Route, route } from './routes.ts';

/** What a mock demands of its callers and plays to them. */
export interface Policy {
  /** Refuse whatever the genuine API refuses. */
  readonly strict: boolean;
  /** The one credential that is good; absent: any is, and none. */
  readonly apiKey?: string;
  readonly scenarios: Scenarios;
}

/** One request to answer. */
export interface Case {
  readonly request: RequestRecord;
  /** Id of the exchange: the seed of its request id. */
  readonly exchange: string;
  /** The script of its probe, which goes before Scenarios and defaults. */
  readonly script?: Script | undefined;
}

/** The answer to a request. Nothing but the arguments decides it, apart from the clock in some headers. */
export function respond({ request, exchange, script }: Case, policy: Policy): Reply {
  const asked = route(request.method, request.target);
  const body = parse(request);
  const context = {
    body: isObject(body) ? body : {},
    model: isObject(body) && typeof body['model'] === 'string' ? body['model'] : 'claude-opus-5-5',
    seed: script?.mark ?? exchange,
    exchange,
    now: Date.now(),
  };
  const refused = refuse(request, asked, policy, script);
  if (refused) return encodeAnswer(asError(refused), context);
  const strict = script?.strict ?? policy.strict;
  void strict;
  if (script) return encodeAnswer(script.answer, context);
  const scenario = policy.scenarios.take({
    operation: asked.operation,
    headers: request.headers,
    body: context.body,
  });
  const reply = encodeAnswer(scenario?.answer ?? byDefault(asked, context.body), context);
  return scenario?.name === undefined ? reply : { ...reply, gates: scenario.name };
}

/** The API's own refusals that come before a look at the body's members. */
function refuse(
  request: RequestRecord,
  { operation }: Route,
  { apiKey }: Policy,
  script: Script | undefined,
): Refusal | undefined {
  if (operation === 'other' && !script) return unrouted(request);
  if (apiKey !== undefined && operation !== 'hello' && credential(request) !== apiKey) {
    return { status: 401, type: 'authentication_error', message: 'invalid x-api-key' };
  }
  if (request.body.length > MAX_BODY) {
    return { status: 413, type: 'request_too_large', message: 'Request exceeds the maximum size' };
  }
  return undefined;
}

/** `x-api-key` decides when both credentials come. */
function credential({ headers }: RequestRecord): string | undefined {
  return (
    header(headers, 'x-api-key') ?? headerValues(headers, 'authorization')[0]?.replace(/^bearer\s+/i, '')
  );
}

function unrouted({ method, target }: RequestRecord): Refusal {
  const known = ['POST', 'GET', 'HEAD'].some((other) => route(other, target).operation !== 'other');
  if (!known || method === 'OPTIONS') return { status: 404, type: 'not_found_error', message: 'Not Found' };
  return { status: 405, type: 'invalid_request_error', message: 'Method Not Allowed' };
}

function parse(request: RequestRecord): unknown {
  if (request.body.length === 0) return undefined;
  try {
    return JSON.parse(Buffer.from(decodedBody(request)).toString());
  } catch {
    return undefined;
  }
}

function asError({ status, type, message }: Refusal): Answer {
  return { status, error: { type, message } };
}

function byDefault({ operation }: Route, body: JsonObject): Answer {
  if (operation === 'messages') return defaultAnswer(body);
  if (operation === 'count_tokens') return { input_tokens: inputTokens(body) };
  return { status: 200, body: null };
}
