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
  if ('message' in answer) {
    return context.stream ? streamed(answer, context) : whole(answer, context);
  }
  if ('steps' in answer) return stepwise(answer, context);
  if ('error' in answer) return refusal(answer, context);
  if ('input_tokens' in answer) {
    const body = Buffer.from(JSON.stringify(context.dialect.count(answer.input_tokens)));
    return json(200, own('count_tokens', answer.headers, context), body);
  }
  if ('body' in answer) return raw(answer);
  return { status: 0, headers: [], parts: [{ end: answer.end }] };
}

/** A listing of models, or one of them. */
export function encodeModels(body: JsonObject, context: ReplyContext): Reply {
  return json(200, own('models', undefined, context), Buffer.from(JSON.stringify(body)));
}

/** An answer whose body is known whole. */
function json(
  status: number,
  headers: RawHeaders,
  body: Uint8Array,
  parts: readonly Part[] = [{ bytes: body }],
): Reply {
  if (header(headers, 'content-length') !== undefined) return { status, headers, parts };
  return { status, headers: [...headers, ['content-length', String(body.length)]], parts };
}

function streamed(answer: MessageAnswer, context: ReplyContext): Reply {
  const steps = messageEvents(answer, context).map((event) => ({ event }));
  return {
    status: 200,
    headers: own('stream', answer.headers, context),
    parts: context.dialect.steps(steps, answer.delivery),
  };
}

function whole(answer: MessageAnswer, context: ReplyContext): Reply {
  const message = wholeMessage(answer, context);
  const body = Buffer.from(JSON.stringify(message));
  const { eventDelay, chunkBytes } = answer.delivery ?? {};
  const parts = [...(eventDelay ? [{ delay: eventDelay }] : []), ...split(body, chunkBytes)];
  return json(200, own('message', answer.headers, context, message.usage), body, parts);
}

function stepwise({ steps, status = 200, headers, delivery }: StreamAnswer, context: ReplyContext): Reply {
  return { status, headers: own('stream', headers, context), parts: context.dialect.steps(steps, delivery) };
}

function refusal(answer: ErrorAnswer, context: ReplyContext): Reply {
  const { dialect, exchange, now } = context;
  const { status, headers: given = [] } = answer;
  const { body, headers } = dialect.refusal(answer, {
    requestId: dialect.requestId(exchange),
    now,
    status,
  });
  return json(status, override(headers, given), Buffer.from(JSON.stringify(body)));
}

/** As given; only an object says by itself what it is. */
function raw({ body, status, headers = [] }: RawAnswer): Reply {
  if (body === null) return { status, headers, parts: [] };
  if (typeof body === 'string') return json(status, headers, Buffer.from(body));
  return json(
    status,
    override([['content-type', 'application/json']], headers),
    Buffer.from(JSON.stringify(body)),
  );
}

/** The headers of the real API, with those of the answer in place of or beside them. */
function own(
  kind: AnswerKind,
  given: RawHeaders | undefined,
  { exchange, now, dialect }: ReplyContext,
  usage?: JsonObject,
): RawHeaders {
  const headers = dialect.headers(kind, {
    requestId: dialect.requestId(exchange),
    now,
    ...(usage && { usage }),
  });
  return override(headers, given ?? []);
}

function override(headers: RawHeaders, given: RawHeaders): RawHeaders {
  if (given.length === 0) return headers;
  return [...withoutHeaders(headers, ...given.map(([name]) => name)), ...given];
}
