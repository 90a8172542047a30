import type { Exchange } from '../net/exchange.ts';
import { bedrockErrorMisfits } from '../wire/bedrock/error.ts';
import { header, type RawHeaders } from '../wire/headers.ts';
import { parseJson } from '../wire/json.ts';
import { errorMisfits } from '../wire/messages/error.ts';
import type { Answer } from '../wire/scenario.ts';
import { isObject } from '../wire/shape.ts';
import { googleErrorMisfits, isGoogleError } from '../wire/vertex/error.ts';
import { answerBytes } from './answer.ts';
import { formatOf } from './arrival.ts';
import type { CheckContext, Trip, Where } from './check.ts';

/**
 * Has the upstream give `refusal` to a request without `stream` and to one with `stream: true`: a gateway
 * has a path of its own for each, and Claude Code streams nearly everything. Ends the check when a request
 * did not arrive. A streamed refusal that came as no refusal at all is the finding of MSG-STR-14 and is
 * left out.
 */
export async function refusedTrips(t: CheckContext, refusal: Answer): Promise<readonly Trip[]> {
  const plain = await t.send(t.turn(), refusal);
  t.reached(plain);
  const streamed = await t.send(t.turn({ stream: true }), refusal);
  t.reached(streamed);
  return isRefused(streamed) ? [plain, streamed] : [plain];
}

/** Whether a streamed request that the upstream refused got an error status and no event stream. */
export function isRefused({ client: { response } }: Trip): boolean {
  return response.status >= 400 && !isEventStream(response.headers);
}

/** Whether these are the headers of a stream, in either framing. */
export function isEventStream(headers: RawHeaders): boolean {
  return /event-?stream/i.test(header(headers, 'content-type') ?? '');
}

/** What a refusal says, whichever API worded it. */
export interface Refusal {
  /** Such as `rate_limit_error`, `ThrottlingException` or `PERMISSION_DENIED`; undefined when it has none. */
  readonly type: string | undefined;
  readonly message: string;
}

/**
 * What the body of an answer says as a refusal, told by its structure: the envelope of the Messages API,
 * that of Google Cloud, or a `message` alone, to which Bedrock names the type in `x-amzn-errortype`.
 * Undefined when it is none.
 */
export function errorOf(exchange: Exchange): Refusal | undefined {
  const answer = parsed(exchange);
  // A streaming method of Google answers a list of one.
  const body = Array.isArray(answer) && answer.length === 1 ? answer[0] : answer;
  if (!isObject(body)) return undefined;
  const { error } = body;
  if (isObject(error)) return refusal(error['type'] ?? error['status'], error['message']);
  const [name] = header(exchange.response.headers, 'x-amzn-errortype')?.split(':') ?? [];
  return refusal(name, body['message'] ?? body['Message']);
}

/**
 * Whether these words stand anywhere in the body of an answer, be it within the text of an error of the gateway's
 * own. That is how Claude Code 2.1.330 looks for the words after which it compacts or drops a feature: it goes on
 * behind a prefix and out of an envelope that is not the API's, too. No words with a double quote in them.
 */
export function holdsWords(exchange: Exchange, words: string): boolean {
  const answer = parsed(exchange);
  const text = answer === undefined ? answerBytes(exchange).toString('utf8') : JSON.stringify(answer);
  return text.includes(words);
}

/** What is wrong with the form of a refusal in the format of its request; undefined when it has that form. */
export function errorMisfit(exchange: Exchange): string | undefined {
  const answer = parsed(exchange);
  const { id } = formatOf(exchange);
  const isGoogles = id === 'vertex' && isGoogleError(answer);
  const judge = id === 'bedrock' ? bedrockErrorMisfits : isGoogles ? googleErrorMisfits : errorMisfits;
  return judge(answer)[0]?.text;
}

/** The place of the wording in a refusal of the request's format, for an observation. */
export function errorWhere(exchange: Exchange): Where {
  const path = formatOf(exchange).id === 'bedrock' ? 'message' : 'error.message';
  return { exchange: exchange.id, part: 'response-body', path };
}

function parsed(exchange: Exchange): unknown {
  return parseJson(answerBytes(exchange)).value;
}

function refusal(type: unknown, message: unknown): Refusal | undefined {
  if (typeof message !== 'string') return undefined;
  return { type: typeof type === 'string' ? type : undefined, message };
}
