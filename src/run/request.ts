import type { Operation } from '../net/exchange.ts';
import type { RawHeaders } from '../wire/headers.ts';
import type { JsonObject } from '../wire/scenario.ts';
import { MARK, type ProbeRequest, type TurnSpec } from './check.ts';
import type { Credential, Target } from './target.ts';

/** The version that Claude Code 2.1.330 sends. */
const VERSION = '2023-06-01';
/** Enough for a short reply, and cheap should the upstream turn out to be a real one. */
const MAX_TOKENS = 16;

/** Builds a Messages request for one probe. */
export function turn(spec: TurnSpec, target: Target, mark: string): ProbeRequest {
  const operation = spec.operation ?? 'messages';
  const path = operation === 'messages' ? '/v1/messages' : '/v1/messages/count_tokens';
  const body = { ...minimalBody(operation, spec.stream ?? false, target.model), ...spec.body };
  const present = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  const text = (spec.serialise ?? JSON.stringify)(present as JsonObject);
  return {
    method: 'POST',
    target: path + (spec.query ?? '?beta=true'),
    headers: headers(spec, target, [
      ['accept', 'application/json'],
      ['content-type', 'application/json'],
      ['anthropic-version', VERSION],
    ]),
    body: Buffer.from(text.replaceAll(MARK, mark)),
    operation,
    mark,
    ...(spec.chunked && { chunked: true }),
    ...(spec.holdBody && { holdBody: true }),
  };
}

/** Builds a request without a body; its mark travels in the query. */
export function bare(
  method: string,
  target: string,
  operation: Operation,
  spec: Pick<TurnSpec, 'headers' | 'without' | 'credential'>,
  gateway: Target,
  mark: string,
): ProbeRequest {
  return {
    method,
    target: `${target}${target.includes('?') ? '&' : '?'}probe=${mark}`,
    headers: headers(spec, gateway, [
      ['accept', 'application/json'],
      ['anthropic-version', VERSION],
    ]),
    operation,
    mark,
  };
}

function minimalBody(operation: Operation, stream: boolean, model: string): JsonObject {
  const messages = [{ role: 'user', content: [{ type: 'text', text: `Please answer briefly. (${MARK})` }] }];
  if (operation === 'count_tokens') return { model, messages };
  return {
    model,
    max_tokens: MAX_TOKENS,
    metadata: { user_id: `user_${MARK}` },
    messages,
    ...(stream && { stream }),
  };
}

function headers(
  spec: Pick<TurnSpec, 'headers' | 'without' | 'credential'>,
  target: Target,
  defaults: RawHeaders,
): RawHeaders {
  const credential = spec.credential ?? target.credential ?? 'none';
  const own = spec.headers ?? [];
  const replaced = new Set(
    [...own.map(([name]) => name), ...(spec.without ?? [])].map((name) => name.toLowerCase()),
  );
  const base: RawHeaders = [
    ...defaults,
    ...(credential === 'none' ? [] : [credentialLine(credential)]),
    ...target.headers,
  ];
  return [...base.filter(([name]) => !replaced.has(name.toLowerCase())), ...own];
}

/** The header line that carries a credential. */
export function credentialLine(credential: Credential): readonly [string, string] {
  return credential.header === 'x-api-key'
    ? ['x-api-key', credential.secret]
    : ['authorization', `Bearer ${credential.secret}`];
}
