import type { z } from 'zod';
import type { Inference, WireId } from '../../wire/format.ts';
import type { RawHeaders } from '../../wire/headers.ts';
import type { JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import type { Refusal } from '../encode/errors.ts';
import { jsonOf } from '../request-body.ts';
import { acceptsOf } from './accepts.ts';
import { cacheProblem, type Marker, markersOf } from './cache.ts';
import type { Reading } from './front-end.ts';
import { FRONT_ENDS } from './front-ends.ts';
import { Key } from './gate-list.ts';
import { gateProblems } from './gates.ts';
import { type Problem, problemsOf } from './issues.ts';
import { modelProblem, unreadableLimit } from './model.ts';
import { textProblem } from './payload.ts';
import { retiredProblem } from './retired.ts';
import { strictToolsProblem } from './strict-tools.ts';
import { forgedThought, thinkingProblem } from './thinking.ts';
import { toolsProblem } from './tools.ts';
import { turnsProblem } from './turns.ts';

/** A request for inference as it arrived. */
export interface Submission {
  /** Default `anthropic`. */
  readonly format?: WireId;
  readonly headers: RawHeaders;
  /** With its `content-encoding` undone. */
  readonly body: Uint8Array;
  /** The body as parsed, when that was done already; undefined: it is parsed here. */
  readonly parsed?: unknown;
  readonly operation: Inference;
  /** Of a path that names one, decoded. */
  readonly model?: string | undefined;
  /** Path and query, undecoded; a refusal may name the resource. */
  readonly target?: string;
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
 * Judges a request as the real API of its format does, with its wording and dotted paths. Of several problems
 * the first one is named: bytes, what the format itself demands, shape of the body, model, then the rules
 * between its parts.
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
  const { format = 'anthropic', headers, body, operation, model, target = '' } = submission;
  const front = FRONT_ENDS[format];
  if (body.length > front.maxBytes) return front.tooLarge;
  const parsed = submission.parsed ?? jsonOf(body);
  const arrival = { headers, body, parsed, operation, model, target };
  const reading = front.read(arrival);
  if (reading === undefined) return undefined;
  const { messages, bytes, betas, isNew } = reading;
  const isRefused = ({ message, isNovelty }: Problem) => !isNovelty || refuses(message);
  const objection = reading.problems.find(isRefused);
  if (objection) return invalid(objection.message);
  const key = new Key(betas, front.gated);
  const excess = unreadableLimit(messages, bytes);
  if (excess !== undefined) return invalid(excess);
  const misshapen = shapeProblems(front.schema(operation, isNew), messages, key).find(isRefused);
  if (misshapen) return invalid(misshapen.message);
  if (!isObject(messages)) return undefined;
  const markers = markersOf(messages);
  const closed = gateProblems(messages, markers, key).find(refuses);
  if (closed) return invalid(closed);
  const name = model ?? String(messages['model']);
  const isKnown = front.isModel(name) || models?.includes(name);
  if (!isKnown && refuses(`model: ${name}`)) return front.unknownModel(name, arrival);
  const forged = forgedThought(messages);
  if (forged !== undefined && refuses(forged)) return invalid(forged);
  const broken = ruleProblem(messages, markers, reading);
  return broken === undefined ? undefined : invalid(broken);
}

function shapeProblems(schema: z.ZodType, body: unknown, key: Key): Problem[] {
  if (acceptsOf(schema)(body)) return [];
  const result = schema.safeParse(body);
  return result.success ? [] : problemsOf(schema, body, result.error.issues, (tag) => key.opensTag(tag));
}

function ruleProblem(
  body: JsonObject,
  markers: readonly Marker[],
  { bytes, betas, isNew }: Reading,
): string | undefined {
  const interleaved = betas.some((beta) => beta.startsWith('interleaved-thinking-'));
  return (
    textProblem(bytes, body) ??
    turnsProblem(body) ??
    cacheProblem(markers) ??
    toolsProblem(body) ??
    strictToolsProblem(body) ??
    thinkingProblem(body, interleaved) ??
    (isNew ? retiredProblem(body) : undefined) ??
    modelProblem(body, betas)
  );
}

function invalid(message: string): Refusal {
  return { status: 400, type: 'invalid_request_error', message };
}
