import type { Operation } from '../net/exchange.ts';
import { ANTHROPIC_VERSION } from '../wire/anthropic/format.ts';
import { type Inference, wireOf } from '../wire/format.ts';
import type { RawHeaders } from '../wire/headers.ts';
import type { JsonObject } from '../wire/scenario.ts';
import { FILLING, MARK, type ProbeRequest, type TurnSpec } from './check.ts';
import type { Credential, Target } from './target.ts';

/** Enough for a short reply, and cheap should the upstream turn out to be a real one. */
const MAX_TOKENS = 16;

/** Builds a request in the target's format for one probe. */
export function turn(spec: TurnSpec, target: Target, mark: string): ProbeRequest {
  const { operation = 'messages', stream = false, betas = [] } = spec;
  const format = wireOf(target.format);
  const messages = { ...minimalBody(operation, stream, target.model), ...spec.body };
  const present = Object.fromEntries(
    Object.entries(messages).filter(([, value]) => value !== undefined),
  ) as JsonObject;
  const model = typeof present['model'] === 'string' ? present['model'] : target.model;
  const { project, location } = target;
  const address = { operation, model, stream, project, location };
  const body = format.body(present, address, betas);
  const text = (spec.serialise ?? JSON.stringify)(body).replaceAll(MARK, mark);
  return {
    method: 'POST',
    target: (spec.path ?? format.path(address)) + (spec.query ?? format.query),
    headers: headers(spec, target, format.headers(betas)),
    body: filled(Buffer.from(format.envelope(text, operation)), spec.fill),
    operation,
    mark,
    ...(spec.hold !== undefined && { hold: spec.hold }),
    ...(spec.line !== undefined && { line: spec.line }),
    ...(spec.chunked && { chunked: true }),
    ...(spec.holdBody && { holdBody: true }),
    ...(spec.strict && { strict: true }),
  };
}

/** Plain lines, as of a long file that was read. */
const LINE = 'A line of a long file that Claude has read, with nothing special in it at all.\\n';

/** The body with so many lines in place of `FILLING` that it has `size` bytes: never a string of that size. */
function filled(body: Buffer, size: number | undefined): Buffer {
  if (size === undefined) return body;
  const at = body.indexOf(FILLING);
  if (at < 0) throw new Error(`a body of ${size} bytes needs ${FILLING} where it is to be filled`);
  const rest = at + FILLING.length;
  const head = body.subarray(0, at);
  const tail = body.subarray(rest);
  const whole = Buffer.allocUnsafe(Math.max(size, head.length + tail.length));
  const end = whole.length - tail.length;
  head.copy(whole);
  // Whole lines, so that no escape is cut in two.
  const lines = Math.floor((end - at) / LINE.length) * LINE.length;
  whole.fill(LINE, at, at + lines).fill(' ', at + lines, end);
  tail.copy(whole, end);
  return whole;
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
      ['anthropic-version', ANTHROPIC_VERSION],
    ]),
    operation,
    mark,
  };
}

function minimalBody(operation: Inference, stream: boolean, model: string): JsonObject {
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
