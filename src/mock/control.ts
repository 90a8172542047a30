import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { CONTROL_PATH, encodeExchanges, operationSchema, TOKEN_HEADER } from '../net/control-protocol.ts';
import { withDeadline } from '../net/deadline.ts';
import type { Journal } from '../net/journal.ts';
import type { Call } from '../net/listen.ts';
import type { Upstream } from '../net/upstream.ts';
import { header } from '../wire/headers.ts';
import { answerSchema } from './scenario-file.ts';
import type { Scripts } from './scripts.ts';

/** What the control API works on. */
export interface ControlOptions {
  readonly upstream: Upstream;
  readonly journal: Journal;
  readonly scripts: Scripts;
  /** Demanded in `x-gateway-check-token` when given. */
  readonly token?: string;
  /** Whether the mock can be reached from this machine only. */
  readonly isLocal: boolean;
}

/** Well below what clients and proxies take for a dead connection. */
const LONG_POLL = 20_000;
/** A script may hold a body as large as the largest request. */
const MAX_REQUEST = 48 * 1024 * 1024;
/** A listing is for looking at; the whole journal may be too large for one answer. */
const LISTED = 100;
/** Names under which a browser reaches this machine only. */
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

interface Answer {
  readonly status: number;
  readonly json?: string;
}

const script = z.strictObject({
  mark: z.string().min(1),
  operation: operationSchema,
  answer: answerSchema.exactOptional(),
  strict: z.boolean().exactOptional(),
});
const release = z.strictObject({ mark: z.string().min(1), gates: z.enum(['next', 'all']) });
const until = z.enum(['arrived', 'ended']);

/** Whether a request is for the control API: such requests are never journalled. */
export function isControl(target: string): boolean {
  return target === CONTROL_PATH || target.startsWith(`${CONTROL_PATH}/`);
}

/** Answers one request to the control API. */
export async function control(call: Call, options: ControlOptions): Promise<void> {
  const gone = new AbortController();
  call.sink.onClose(() => gone.abort());
  const { status, json = '{}' } = await decide(call, options, gone.signal);
  if (gone.signal.aborted) return;
  const body = Buffer.from(json);
  call.sink.head(status, [
    ['content-type', 'application/json'],
    ['content-length', String(body.length)],
  ]);
  call.sink.end(body);
}

async function decide(call: Call, options: ControlOptions, gone: AbortSignal): Promise<Answer> {
  // The body is read in any case: an answer before its end would break the connection.
  const body = await bodyOf(call);
  const refusal = forbidden(call, options);
  if (refusal !== undefined) return problem(403, refusal);
  if (body === undefined) return problem(413, 'the request is too large');
  try {
    return await perform(call, body, options, gone);
  } catch (error) {
    if (error instanceof z.ZodError) return problem(400, z.prettifyError(error));
    if (error instanceof SyntaxError) return problem(400, `not JSON: ${error.message}`);
    throw error;
  }
}

/**
 * Why a request may not pass. The token keeps other machines out; the `Host` and `Origin` checks keep
 * web pages out, which reach loopback addresses through the browser of this machine.
 */
function forbidden({ headers }: Call, { token, isLocal }: ControlOptions): string | undefined {
  if (header(headers, 'origin') !== undefined) return 'web pages may not control a mock';
  // HTTP/2 names the host in a pseudo header, which no HTTP/1.1 request can have.
  const authority = header(headers, ':authority') || header(headers, 'host') || '';
  if (isLocal && !LOCAL_HOST.test(authority)) return `the host ${authority} is not this machine`;
  if (token !== undefined && !isSame(header(headers, TOKEN_HEADER) ?? '', token)) {
    return `${TOKEN_HEADER} must carry the token that the mock was started with`;
  }
  return undefined;
}

function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function perform(
  { method, target }: Call,
  body: string,
  { upstream, journal, scripts }: ControlOptions,
  gone: AbortSignal,
): Promise<Answer> {
  const { pathname, searchParams: query } = new URL(target, 'http://mock');
  const mark = query.get('mark') ?? '';
  switch (`${method} ${pathname.slice(CONTROL_PATH.length)}`) {
    case 'GET ':
      return { status: 200, json: JSON.stringify({ mock: 'gateway-check', forgotten: journal.forgotten }) };
    case 'POST /scripts':
      await upstream.script(script.parse(JSON.parse(body)));
      return { status: 200 };
    case 'POST /release': {
      const { mark, gates } = release.parse(JSON.parse(body));
      await upstream.release(mark, gates);
      return { status: 200 };
    }
    case 'GET /exchanges':
      return { status: 200, json: encodeExchanges(await upstream.exchanges(mark)) };
    case 'GET /wait':
      return wait(mark, until.parse(query.get('until')), upstream, gone);
    case 'GET /unmarked':
      return { status: 200, json: encodeExchanges(await upstream.unmarked(Number(query.get('since') ?? 0))) };
    case 'GET /journal':
      return { status: 200, json: encodeExchanges(journal.exchanges.slice(-LISTED)) };
    case 'POST /reset':
      scripts.clear();
      journal.clear();
      return { status: 200 };
    default:
      return problem(404, `nothing to ${method} at ${pathname}`);
  }
}

/** The exchanges as soon as one has got so far; `null` when that takes too long for one answer: ask again. */
async function wait(
  mark: string,
  until: 'arrived' | 'ended',
  upstream: Upstream,
  gone: AbortSignal,
): Promise<Answer> {
  try {
    const found = await withDeadline(LONG_POLL, gone, (signal) => upstream.wait(mark, until, signal));
    return { status: 200, json: encodeExchanges(found) };
  } catch {
    return { status: 200, json: 'null' };
  }
}

async function bodyOf(call: Call): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const bytes of call.body as AsyncIterable<Buffer>) {
    size += bytes.length;
    if (size <= MAX_REQUEST) pieces.push(bytes);
  }
  return size > MAX_REQUEST ? undefined : Buffer.concat(pieces).toString();
}

function problem(status: number, message: string): Answer {
  return { status, json: JSON.stringify({ error: message }) };
}
