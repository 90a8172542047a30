import { header, type RawHeaders, withoutHeaders } from '../wire/headers.ts';
import type {
  Answer,
  ErrorAnswer,
  JsonObject,
  MessageAnswer,
  RawAnswer,
  StreamAnswer,
} from '../wire/scenario.ts';
import type { AnswerKind } from './dialects/dialect.ts';
import { type AnswerContext, messageEvents, wholeMessage } from './encode/messages.ts';
import type { Part, Reply } from './reply.ts';
import { split } from './steps.ts';

/** What an answer takes from its request and its place in the journal. */
export interface ReplyContext extends AnswerContext {
  /** Seed of the request id: unlike `seed` it differs for a retry. */
  readonly exchange: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether the request asks for a stream. */
  readonly stream: boolean;
}

/** Turns an answer into status, headers and parts. A message streams if the request asks for it. */
export function encodeAnswer(answer: Answer, context: ReplyContext): Reply {
  const reply = encoded(answer, context);
  const isHeld = 'delivery' in answer && answer.delivery?.held;
  return isHeld ? { ...reply, headWaits: true, parts: [{ gate: true }, ...reply.parts] } : reply;
}

function encoded(answer: Answer, context: ReplyContext): Reply {
  if ('message' in answer) {
    return context.stream ? streamed(answer, context) : whole(answer, context);
  }
  if ('steps' in answer) return stepwise(answer, context);
  if ('error' in answer) return refusal(answer, context);
  if ('input_tokens' in answer) {
    const body = Buffer.from(JSON.stringify(context.dialect.count(answer.input_tokens)));
    return json(200, own('count_tokens', context), body, answer.headers);
  }
  if ('body' in answer) return raw(answer);
  return { status: 0, headers: [], parts: [{ end: answer.end }] };
}

/** A listing of models, or one of them. */
export function encodeModels(body: JsonObject, context: ReplyContext): Reply {
  return json(200, own('models', context), Buffer.from(JSON.stringify(body)));
}

/** An answer whose body is known whole; `given` headers stand in place of or beside its own. */
function json(
  status: number,
  headers: RawHeaders,
  body: Uint8Array,
  given: RawHeaders = [],
  parts: readonly Part[] = [{ bytes: body }],
): Reply {
  const whole = headers.concat([['content-length', String(body.length)]]);
  return { status, headers: override(whole, given), parts };
}

function streamed(answer: MessageAnswer, context: ReplyContext): Reply {
  const steps = messageEvents(answer, context).map((event) => ({ event }));
  return {
    status: 200,
    headers: override(own('stream', context), answer.headers),
    parts: context.dialect.steps(steps, answer.delivery),
  };
}

function whole(answer: MessageAnswer, context: ReplyContext): Reply {
  const message = wholeMessage(answer, context);
  const body = Buffer.from(JSON.stringify(message));
  const { eventDelay, chunkBytes } = answer.delivery ?? {};
  const bytes = split(body, chunkBytes);
  const reply = (parts: readonly Part[]) =>
    json(200, own('message', context, message.usage), body, answer.headers, parts);
  return eventDelay ? { ...reply([{ delay: eventDelay }, ...bytes]), headWaits: true } : reply(bytes);
}

function stepwise({ steps, status = 200, headers, delivery }: StreamAnswer, context: ReplyContext): Reply {
  return {
    status,
    headers: override(own('stream', context), headers),
    parts: context.dialect.steps(steps, delivery),
  };
}

function refusal(answer: ErrorAnswer, context: ReplyContext): Reply {
  const { dialect, exchange, now } = context;
  const { status, headers: given } = answer;
  const { body, headers } = dialect.refusal(answer, {
    requestId: dialect.requestId(exchange),
    now,
    status,
  });
  return json(status, headers, Buffer.from(JSON.stringify(body)), given);
}

/** As given; only an object says by itself what it is. */
function raw({ body, status, headers = [] }: RawAnswer): Reply {
  if (body === null) return { status, headers, parts: [] };
  if (typeof body !== 'string') {
    return json(status, [['content-type', 'application/json']], Buffer.from(JSON.stringify(body)), headers);
  }
  const bytes = Buffer.from(body);
  // A length that is not true is what some scripts are about.
  return header(headers, 'content-length') === undefined
    ? json(status, headers, bytes)
    : { status, headers, parts: [{ bytes }] };
}

/** The headers of the real API. */
function own(kind: AnswerKind, { exchange, now, dialect }: ReplyContext, usage?: JsonObject): RawHeaders {
  const requestId = dialect.requestId(exchange);
  return dialect.headers(kind, usage === undefined ? { requestId, now } : { requestId, now, usage });
}

function override(headers: RawHeaders, given: RawHeaders = []): RawHeaders {
  if (given.length === 0) return headers;
  return [...withoutHeaders(headers, ...given.map(([name]) => name)), ...given];
}
