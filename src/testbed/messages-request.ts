import { type Verdict, validateMessages } from '../mock/validate/validate.ts';
import type { RawHeaders } from '../wire/headers.ts';

/** Requests of the Messages API in few words, and what the validator says of them. */
export type Body = Record<string, unknown>;

/** The least that the API demands. */
export const HEADERS: RawHeaders = [
  ['Content-Type', 'application/json'],
  ['anthropic-version', '2023-06-01'],
];
/** The same under the version that dropped the sampling parameters. */
export const HEADERS_2026: RawHeaders = [
  ['content-type', 'application/json'],
  ['anthropic-version', '2026-10-21'],
];
/** The smallest request. */
export const ASK = { model: 'claude-opus-5-5', max_tokens: 100, messages: [{ role: 'user', content: 'hi' }] };

/** Headers with these beta values. */
export const beta = (...values: string[]): RawHeaders => [...HEADERS, ['anthropic-beta', values.join(',')]];

/** The verdict on a body, which may be text that is no JSON. */
export function judge(body: unknown, headers: RawHeaders = HEADERS, strict = true): Verdict {
  const bytes = typeof body === 'string' ? body : JSON.stringify(body);
  return validateMessages({ headers, body: Buffer.from(bytes), operation: 'messages' }, { strict });
}

/** The message with which a strict judge refuses, or `accepted`. */
export function refusal(body: unknown, headers?: RawHeaders): string {
  const verdict = judge(body, headers);
  return verdict.ok ? 'accepted' : verdict.message;
}

/** A request with one user message of these blocks. */
export const user = (...content: Body[]) => ({ ...ASK, messages: [{ role: 'user', content }] });
/** A request with these turns, the user's first. */
export const talk = (...turns: (Body[] | string)[]) => ({
  ...ASK,
  messages: turns.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content })),
});

export const text = (extra: Body = {}) => ({ type: 'text', text: 'hi', ...extra });
export const tool = (extra: Body = {}) => ({ name: 'get', input_schema: { type: 'object' }, ...extra });
export const call = (id: string) => ({ type: 'tool_use', id, name: 'get', input: {} });
export const answer = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: 'done' });
