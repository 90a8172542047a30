import type { RawHeaders } from '../../wire/headers.ts';
import type { JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import type { Refusal } from '../encode/errors.ts';
import { unknownModel } from '../models.ts';
import { acceptsOf } from './accepts.ts';
import { betasOf, betaText, unknownBetas } from './betas.ts';
import { countBody, messagesBody, messagesBody2026 } from './body.ts';
import { cacheProblem, markersOf } from './cache.ts';
import { Key } from './gate-list.ts';
import { gateProblems } from './gates.ts';
import { type Problem, problemsOf } from './issues.ts';
import { isModel, modelProblem } from './model.ts';
import { contentTypeProblem, encodingProblem, sizeProblem, syntaxProblem, textProblem } from './payload.ts';
import { retiredProblem } from './retired.ts';
import { strictToolsProblem } from './strict-tools.ts';
import { thinkingProblem } from './thinking.ts';
import { toolsProblem } from './tools.ts';
import { turnsProblem } from './turns.ts';
import { versionOf } from './version.ts';

/** A request to `POST /v1/messages` or `/v1/messages/count_tokens` as it arrived. */
export interface Submission {
  readonly headers: RawHeaders;
  readonly body: Uint8Array;
  /** The body as parsed, when that was done already; undefined: it is parsed here. */
  readonly parsed?: unknown;
  readonly operation: 'messages' | 'count_tokens';
}

/** How strictly to judge. */
export interface Strictness {
  /**
   * Refuse like the real API. Otherwise what a client newer than this release may rightly send (unknown beta
   * values, fields, kinds of tools and blocks, models, later versions) passes with a warning; everything
   * else is refused all the same.
   */
  readonly strict: boolean;
  /** Model names to accept beside those of the Claude families. */
  readonly models?: readonly string[];
}

/** `warnings` are the messages with which a strict judge would have refused. */
export type Verdict =
  | { readonly ok: true; readonly warnings: readonly string[] }
  | ({ readonly ok: false; readonly warnings: readonly string[] } & Refusal);

/**
 * Judges a request as the real Messages API does, with its wording and dotted paths. Of several problems the
 * first one is named: bytes, headers, shape of the body, model, then the rules between its parts.
 */
export function validateMessages(submission: Submission, { strict, models }: Strictness): Verdict {
  const warnings: string[] = [];
  const refusal = judge(submission, models, (message) => {
    if (!strict) warnings.push(message);
    return strict;
  });
  return refusal ? { ok: false, ...refusal, warnings } : { ok: true, warnings };
}

/** Called for every novelty; true means that it is to be refused. */
type OnNovelty = (message: string) => boolean;

function judge(
  submission: Submission,
  models: readonly string[] | undefined,
  refuses: OnNovelty,
): Refusal | undefined {
  const { headers, body: bytes, operation } = submission;
  const tooLarge = sizeProblem(bytes);
  if (tooLarge) return tooLarge;
  const version = versionOf(headers);
  if (!version.ok && (!version.isNovelty || refuses(version.message))) return invalid(version.message);
  const betas = betasOf(headers);
  const unknown = unknownBetas(betas);
  if (unknown.length > 0 && refuses(betaText(unknown))) return invalid(betaText(unknown));
  const unsaid = contentTypeProblem(headers);
  if (unsaid) return invalid(unsaid);
  const parsed = submission.parsed ?? parse(bytes);
  if (parsed === undefined) return invalid(syntaxProblem(bytes));
  const undecodable = encodingProblem(bytes, parsed);
  if (undecodable) return invalid(undecodable);
  const isNew = !version.ok || version.isNew;
  const key = new Key(betas);
  const misshapen = shapeProblems(parsed, operation, isNew, key).find(
    ({ message, isNovelty }) => !isNovelty || refuses(message),
  );
  if (misshapen) return invalid(misshapen.message);
  if (!isObject(parsed)) return undefined;
  const closed = gateProblems(parsed, key).find(refuses);
  if (closed) return invalid(closed);
  const name = String(parsed['model']);
  if (!isModel(name, models) && refuses(`model: ${name}`)) return unknownModel(name);
  const broken = ruleProblem(parsed, bytes, betas, isNew);
  return broken === undefined ? undefined : invalid(broken);
}

function shapeProblems(
  parsed: unknown,
  operation: Submission['operation'],
  isNew: boolean,
  key: Key,
): Problem[] {
  const schema = operation === 'count_tokens' ? countBody : isNew ? messagesBody2026 : messagesBody;
  if (acceptsOf(schema)(parsed)) return [];
  const result = schema.safeParse(parsed);
  return result.success ? [] : problemsOf(schema, parsed, result.error.issues, (tag) => key.opensTag(tag));
}

function ruleProblem(
  body: JsonObject,
  bytes: Uint8Array,
  betas: readonly string[],
  isNew: boolean,
): string | undefined {
  const interleaved = betas.some((beta) => beta.startsWith('interleaved-thinking-'));
  return (
    textProblem(bytes, body) ??
    turnsProblem(body) ??
    cacheProblem(markersOf(body)) ??
    toolsProblem(body) ??
    strictToolsProblem(body) ??
    thinkingProblem(body, interleaved) ??
    (isNew ? retiredProblem(body) : undefined) ??
    modelProblem(body, betas)
  );
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString());
  } catch {
    return undefined;
  }
}

function invalid(message: string): Refusal {
  return { status: 400, type: 'invalid_request_error', message };
}
