import type { RequestRecord } from '../net/exchange.ts';
import type { Script } from '../net/upstream.ts';
import { countedBody } from '../wire/bedrock/count-request.ts';
import { header, headerValues } from '../wire/headers.ts';
import type { Answer } from '../wire/scenario.ts';
import { isObject } from '../wire/shape.ts';
import { encodeAnswer, encodeModels, type ReplyContext } from './answer.ts';
import { defaultAnswer } from './default.ts';
import { DIALECTS } from './dialects/index.ts';
import type { Refusal } from './encode/errors.ts';
import { inputTokens } from './encode/usage.ts';
import { google } from './google/google.ts';
import type { Scenarios } from './match.ts';
import { modelEntry, modelsList } from './models.ts';
import type { Reply } from './reply.ts';
import { decodedBody } from './request-body.ts';
import { type Asking, route } from './routes.ts';
import { type Submission, validateMessages } from './validate/validate.ts';

/** Named by an answer to a request that names none. */
const DEFAULT_MODEL = 'claude-opus-5-5';
/** The methods of any route. */
const METHODS = ['GET', 'HEAD', 'POST'];

/**
 * How requests are judged. `strict`: refuse whatever the genuine API refuses, also a call without any
 * credential. `lenient`: let pass, with a warning, what a client newer than this release may rightly send.
 * `none`: answer whatever comes, as an upstream must whose caller is under test.
 */
export type Validation = 'strict' | 'lenient' | 'none';

/** What a mock demands of its callers and plays to them. */
export interface Policy {
  readonly validation: Validation;
  /** The one credential that is good; absent: any is. */
  readonly apiKey?: string;
  /** Model names to accept beside those of the Claude families. */
  readonly models?: readonly string[];
  readonly scenarios: Scenarios;
  /** Told what only a strict mock would have refused. */
  readonly warn: (message: string) => void;
  /** Told of every answer before it is played. */
  readonly onAnswer?: (answered: Answered) => void;
}

/** What a log says of an answer. */
export interface Answered {
  readonly method: string;
  /** Path and query, undecoded. */
  readonly target: string;
  /** As the request names it. */
  readonly model: string | undefined;
  /** 0: no answer at all. */
  readonly status: number;
  /** What decided: `default`, `script`, the name of a Scenario or the message of a refusal. */
  readonly by: { readonly kind: 'default' | 'script' | 'scenario' | 'refusal'; readonly text?: string };
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
  const sent = decodedBody(request);
  const bytes = (asked.format.id === 'bedrock' && countedBody(sent)) || sent;
  const parsed = parse(bytes);
  const body = isObject(parsed) ? parsed : {};
  const model = asked.model ?? (typeof body['model'] === 'string' ? body['model'] : undefined);
  const context = {
    body,
    model: model ?? DEFAULT_MODEL,
    seed: script?.mark ?? exchange,
    exchange,
    now: Date.now(),
    stream: asked.stream ?? body['stream'] === true,
    dialect: DIALECTS[asked.format.id],
  };
  const answered = (reply: Reply, by: Answered['by']) => {
    const { method, target } = request;
    policy.onAnswer?.({ method, target, model, status: reply.status, by });
    return reply;
  };
  const own = asked.operation === 'other' && !script?.answer ? google(request, body, context.now) : undefined;
  if (own) return answered(own, { kind: 'default' });
  const refused =
    unrouted(request, asked, script) ??
    unauthorised(request, asked, policy) ??
    unacceptable({ headers: request.headers, body: bytes, parsed }, asked, policy, script);
  if (refused) {
    return answered(encodeAnswer(asError(refused), context), { kind: 'refusal', text: refused.message });
  }
  if (script?.answer) return answered(encodeAnswer(script.answer, context), { kind: 'script' });
  const { headers } = request;
  const scenario = script ? undefined : policy.scenarios.take({ operation: asked.operation, headers, body });
  if (!scenario) return answered(byDefault(asked, request.target, context), { kind: 'default' });
  const { name, answer } = scenario;
  const reply = encodeAnswer(answer, context);
  const named = name === undefined ? {} : { gates: name };
  return answered({ ...reply, ...named }, { kind: 'scenario', ...(name !== undefined && { text: name }) });
}

/** The rules of the body and its headers; a script says for itself whether they count. */
function unacceptable(
  { headers, body, parsed }: Pick<Submission, 'headers' | 'body' | 'parsed'>,
  { operation }: Asking,
  policy: Policy,
  script: Script | undefined,
): Refusal | undefined {
  if (operation !== 'messages' && operation !== 'count_tokens') return undefined;
  const validation = script === undefined ? policy.validation : script.strict ? 'strict' : 'none';
  if (validation === 'none') return undefined;
  const strict = validation === 'strict';
  const models = policy.models ?? [];
  const verdict = validateMessages({ headers, body, parsed, operation }, { strict, models });
  for (const warning of verdict.warnings) policy.warn(warning);
  return verdict.ok ? undefined : verdict;
}

function unauthorised(request: RequestRecord, { operation }: Asking, policy: Policy): Refusal | undefined {
  // Claude Code asks for `/api/hello` without a credential.
  if (operation === 'hello') return undefined;
  const given = credential(request);
  const refusal = (message: string) => ({ status: 401, type: 'authentication_error', message });
  if (given === undefined && (policy.validation === 'strict' || policy.apiKey !== undefined)) {
    return refusal('x-api-key header is required');
  }
  const isBad = policy.apiKey !== undefined && given !== policy.apiKey;
  return isBad ? refusal('invalid x-api-key') : undefined;
}

/** `x-api-key` decides when both credentials come. */
function credential({ headers }: RequestRecord): string | undefined {
  return (
    header(headers, 'x-api-key') ?? headerValues(headers, 'authorization')[0]?.replace(/^bearer\s+/i, '')
  );
}

function unrouted(
  { method, target }: RequestRecord,
  { operation }: Asking,
  script: Script | undefined,
): Refusal | undefined {
  if (operation !== 'other' || script?.answer) return undefined;
  const isKnown = METHODS.some((other) => other !== method && route(other, target).operation !== 'other');
  if (!isKnown) return { status: 404, type: 'not_found_error', message: 'Not Found' };
  return { status: 405, type: 'invalid_request_error', message: 'Method Not Allowed' };
}

function parse(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString());
  } catch {
    return undefined;
  }
}

function asError({ status, type, message }: Refusal): Answer {
  return { status, error: { type, message } };
}

function byDefault({ operation, model }: Asking, target: string, context: ReplyContext): Reply {
  if (operation === 'messages') return encodeAnswer(defaultAnswer(context.body), context);
  if (operation === 'count_tokens') return encodeAnswer({ input_tokens: inputTokens(context.body) }, context);
  if (operation === 'hello') return encodeAnswer({ status: 200, body: { message: 'hello' } }, context);
  const listing = model === undefined ? modelsList(target.split('?')[1] ?? '') : modelEntry(model);
  return listing.ok ? encodeModels(listing.body, context) : encodeAnswer(asError(listing), context);
}
