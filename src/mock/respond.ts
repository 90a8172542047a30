import type { Operation, RequestRecord } from '../net/exchange.ts';
import type { Script } from '../net/upstream.ts';
import { countedBody } from '../wire/bedrock/count-request.ts';
import type { Answer } from '../wire/scenario.ts';
import { isObject } from '../wire/shape.ts';
import { encodeAnswer, encodeModels, type ReplyContext } from './answer.ts';
import { credentialProblem } from './credentials.ts';
import { defaultAnswer } from './default.ts';
import { DIALECTS } from './dialects/index.ts';
import type { Refusal } from './encode/errors.ts';
import { inputTokens } from './encode/usage.ts';
import { google } from './google/google.ts';
import { LIFELIKE, packed } from './lifelike.ts';
import type { Scenarios } from './match.ts';
import { type Listing, modelEntry, modelsList } from './models.ts';
import { profileEntry, profilesList } from './profiles.ts';
import type { PromptCache } from './prompt-cache.ts';
import type { Rehearsal } from './rehearsal.ts';
import type { Reply } from './reply.ts';
import { decodedBody, jsonOf } from './request-body.ts';
import { type Asking, route } from './routes.ts';
import type { AwsKeys } from './sigv4/signature.ts';
import { skimmed } from './skim.ts';
import { doubledPath, routeProblem } from './unrouted.ts';
import { FRONT_ENDS } from './validate/front-ends.ts';
import { type Submission, validateMessages } from './validate/validate.ts';

/** Named by an answer to a request that names none. */
const DEFAULT_MODEL = 'claude-opus-5-5';

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
  /** The key pair of AWS whose signatures are good; absent: signatures are not verified. */
  readonly sigv4?: AwsKeys;
  /** Model names to accept beside those of the Claude families. */
  readonly models?: readonly string[];
  readonly scenarios: Scenarios;
  /** What its answers by default know of earlier prompts. */
  readonly cache: PromptCache;
  /** Give those over time, in pieces, and packed for who takes that. */
  readonly lifelike: boolean;
  /** Told what only a strict mock would have refused. */
  readonly warn: (message: string) => void;
  /** Plays what prompts ask for. */
  readonly rehearsal?: Rehearsal;
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
  /** What decided: `default`, `script`, `prompt`, the name of a Scenario or the message of a refusal. */
  readonly by: {
    readonly kind: 'default' | 'script' | 'prompt' | 'scenario' | 'refusal';
    readonly text?: string;
  };
}

/** One request to answer. */
export interface Case {
  readonly request: RequestRecord;
  /** What its request line asks for, where that is known already. */
  readonly asked?: Asking;
  /** Id of the exchange: the seed of its request id. */
  readonly exchange: string;
  /** The script of its probe, which goes before Scenarios and defaults. */
  readonly script?: Script | undefined;
}

/**
 * The answer to a request; a promise while a signature is verified. Nothing but the arguments decides it,
 * apart from the clock in some headers.
 */
export function respond(given: Case, policy: Policy): Reply | Promise<Reply> {
  const { request, asked = route(request.method, request.target), script } = given;
  const misrouted = script?.answer
    ? undefined
    : (routeProblem(request, asked) ??
      (policy.validation === 'strict' ? doubledPath(request, asked.format.id) : undefined));
  const problem = misrouted ?? credentialProblem(request, asked, policy);
  return problem instanceof Promise
    ? problem.then((found) => answerTo(given, asked, found, policy))
    : answerTo(given, asked, problem, policy);
}

/** The answer to a request of which path and credential have been judged. */
function answerTo(
  { request, exchange, script }: Case,
  asked: Asking,
  problem: Refusal | undefined,
  policy: Policy,
): Reply {
  const { operation, format } = asked;
  const sent = decodedBody(request);
  const isWrapped = format.id === 'bedrock' && operation === 'count_tokens';
  const isJudged = validationOf(script, policy) !== 'none';
  const parsed = jsonOf((isWrapped && countedBody(sent)) || (isJudged ? sent : skimmed(sent)));
  const body = isObject(parsed) ? parsed : {};
  const model = asked.model ?? (typeof body['model'] === 'string' ? body['model'] : undefined);
  const context = {
    body,
    model: (model === undefined ? undefined : FRONT_ENDS[format.id].claude(model)) ?? DEFAULT_MODEL,
    seed: script?.mark ?? exchange,
    exchange,
    now: Date.now(),
    stream: asked.stream ?? body['stream'] === true,
    dialect: DIALECTS[format.id],
  };
  const answered = (reply: Reply, by: Answered['by']) => {
    const { method, target } = request;
    policy.onAnswer?.({ method, target, model, status: reply.status, by });
    return reply;
  };
  const own =
    operation === 'other' && !script?.answer ? google(request, body, context.now, policy.apiKey) : undefined;
  if (own) return answered(own, { kind: 'default' });
  // Like a script, it is played whatever else the request has in it.
  const rehearsed = problem || script ? undefined : policy.rehearsal?.take(operation, body);
  if (rehearsed) return answered(encodeAnswer(rehearsed, context), { kind: 'prompt' });
  const refused =
    problem ??
    unacceptable({ request, body: sent, parsed: isWrapped ? undefined : parsed }, asked, policy, script);
  if (refused) {
    return answered(encodeAnswer(asError(refused), context), { kind: 'refusal', text: refused.message });
  }
  if (script?.answer) return answered(encodeAnswer(script.answer, context), { kind: 'script' });
  const { headers } = request;
  const subject = { operation, format: format.id, headers, body, stream: context.stream, model };
  const scenario = script ? undefined : policy.scenarios.take(subject);
  if (!scenario) return answered(byDefault(asked, request, context, policy), { kind: 'default' });
  const { name, answer } = scenario;
  const reply = encodeAnswer(answer, context);
  const named = name === undefined ? {} : { gates: name };
  return answered({ ...reply, ...named }, { kind: 'scenario', ...(name !== undefined && { text: name }) });
}

/** How a request is judged: a script says for itself whether rules count. */
function validationOf(script: Script | undefined, { validation }: Policy): Validation {
  if (script === undefined) return validation;
  return script.strict ? 'strict' : 'none';
}

/** The rules of the body and its headers. */
function unacceptable(
  { request, body, parsed }: Pick<Submission, 'body' | 'parsed'> & Pick<Case, 'request'>,
  { operation, format, model }: Asking,
  policy: Policy,
  script: Script | undefined,
): Refusal | undefined {
  if (operation !== 'messages' && operation !== 'count_tokens') return undefined;
  const validation = validationOf(script, policy);
  if (validation === 'none') return undefined;
  const strict = validation === 'strict';
  const models = policy.models ?? [];
  const { headers, target } = request;
  const submission = { headers, target, body, parsed, operation, format: format.id, model };
  const verdict = validateMessages(submission, { strict, models });
  for (const warning of verdict.warnings) policy.warn(warning);
  return verdict.ok ? undefined : verdict;
}

function asError({ status, type, message }: Refusal): Answer {
  return { status, error: { type, message } };
}

function byDefault(
  { operation, model }: Asking,
  { target, headers }: RequestRecord,
  context: ReplyContext,
  { cache, lifelike }: Policy,
): Reply {
  if (operation === 'messages') {
    const { message } = defaultAnswer(context.body);
    if (!lifelike) return encodeAnswer({ message }, context);
    // To remember a prompt, all of it is printed and hashed, which costs more than the rest of its answer.
    const usage = cache.use(context.body, context.model);
    const answer = { message: { ...message, usage }, delivery: LIFELIKE };
    return packed(encodeAnswer(answer, context), headers);
  }
  if (operation === 'count_tokens') return encodeAnswer({ input_tokens: inputTokens(context.body) }, context);
  if (operation === 'hello') return encodeAnswer({ status: 200, body: { message: 'hello' } }, context);
  const listing = listed(operation, model, target.split('?')[1] ?? '');
  return listing.ok ? encodeModels(listing.body, context) : encodeAnswer(asError(listing), context);
}

function listed(operation: Operation, name: string | undefined, query: string): Listing {
  if (operation === 'profiles') return name === undefined ? profilesList(query) : profileEntry(name);
  return name === undefined ? modelsList(query) : modelEntry(name);
}
