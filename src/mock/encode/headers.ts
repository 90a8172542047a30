import type { RawHeaders } from '../../wire/headers.ts';
import type { JsonObject } from '../../wire/scenario.ts';
import type { AnswerKind } from '../dialects/dialect.ts';

/** What an answer's headers depend on. */
export interface HeaderContext {
  readonly requestId: string;
  /** Milliseconds since the epoch: rate-limit windows end at the next full minute. */
  readonly now: number;
  /** Of an error. */
  readonly status?: number;
  /** Of a whole message. */
  readonly usage?: JsonObject;
}

/** Limits of a made-up account; generous, so that no client slows itself down. */
const LIMITS = { requests: 4_000, input: 2_000_000, output: 400_000 };
const MINUTE = 60_000;
/**
 * What recordings show: `false` on 400, 401 and 404, `true` on 529. On 429 it was seen (`false`) only for
 * prompts that can never fit, so an ordinary 429 has none.
 */
const SHOULD_RETRY: Readonly<Record<number, string>> = {
  400: 'false',
  401: 'false',
  404: 'false',
  529: 'true',
};

/**
 * The headers of an answer that belong to the API, not to the connection. Rate-limit headers come with
 * messages only, `cache-control` with streams only, `x-should-retry` with errors only.
 */
export function responseHeaders(kind: AnswerKind, context: HeaderContext): RawHeaders {
  const own = [['request-id', context.requestId], ORGANIZATION] as const;
  if (kind === 'message') return [JSON_BODY, ...rateLimits(context), ...own];
  if (kind === 'stream') return [STREAM, ...NO_CACHE, ...rateLimits(context), ...own];
  const retry = kind === 'error' ? SHOULD_RETRY[context.status ?? 0] : undefined;
  return retry === undefined ? [JSON_BODY, ...own] : [JSON_BODY, ['x-should-retry', retry], ...own];
}

export const STREAM = ['content-type', 'text/event-stream; charset=utf-8'] as const;
export const NO_CACHE = [['cache-control', 'no-cache']] as const;
export const JSON_BODY = ['content-type', 'application/json'] as const;
/** The placeholder that recordings carry, too. */
const ORGANIZATION = ['anthropic-organization-id', '00000000-0000-0000-0000-000000000000'] as const;

/** The last list that was made: it holds for a minute, and building it costs more than the rest of the head. */
let current: { readonly reset: number; readonly headers: RawHeaders } | undefined;

function rateLimits({ now }: HeaderContext): RawHeaders {
  const reset = Math.ceil(now / MINUTE) * MINUTE;
  if (current?.reset !== reset) current = { reset, headers: listRateLimits(reset) };
  return current.headers;
}

/** Nothing is charged against the limits: no client is to slow itself down. */
function listRateLimits(resetAt: number): RawHeaders {
  const reset = new Date(resetAt).toISOString().replace('.000Z', 'Z');
  const family = (name: string, limit: number, remaining: number): RawHeaders => [
    [`anthropic-ratelimit-${name}-limit`, String(limit)],
    [`anthropic-ratelimit-${name}-remaining`, String(remaining)],
    [`anthropic-ratelimit-${name}-reset`, reset],
  ];
  return [
    ...family('requests', LIMITS.requests, LIMITS.requests - 1),
    ...family('input-tokens', LIMITS.input, LIMITS.input),
    ...family('output-tokens', LIMITS.output, LIMITS.output),
    ...family('tokens', LIMITS.input + LIMITS.output, LIMITS.input + LIMITS.output),
  ];
}
