import { expect, test } from 'vitest';
import { validateMessages } from './validate.ts';

const ASK = {
  anthropic_version: 'bedrock-2023-05-31',
  anthropic_beta: ['claude-code-20250219'],
  messages: [{ role: 'user', content: 'foo' }],
};
const base64 = (text: string) => Buffer.from(text).toString('base64');
const wrapped = (body: unknown) => ({ input: { invokeModel: { body: base64(JSON.stringify(body)) } } });

/** The message with which a strict judge refuses, or `accepted`. */
function refusal(body: unknown, model = 'anthropic.claude-opus-5-5'): string {
  const bytes = Buffer.from(JSON.stringify(body));
  const submission = {
    format: 'bedrock',
    headers: [],
    body: bytes,
    operation: 'count_tokens',
    model,
  } as const;
  const verdict = validateMessages(submission, { strict: true });
  return verdict.ok ? 'accepted' : verdict.message;
}

test('a body of InvokeModel is counted, with or without what it may generate', () => {
  expect(refusal(wrapped(ASK))).toBe('accepted');
  expect(refusal(wrapped({ ...ASK, max_tokens: 1, metadata: { user_id: 'u' } }))).toBe('accepted');
});

test('what it wraps is judged as an invocation', () => {
  expect(refusal(wrapped({ ...ASK, anthropic_version: undefined }))).toBe(
    'anthropic_version: Field required',
  );
  expect(refusal(wrapped({ ...ASK, model: 'm' }))).toBe('model: Extra inputs are not permitted');
  expect(refusal(wrapped({ ...ASK, anthropic_beta: ['gwcheck'] }))).toBe('invalid beta flag');
  expect(refusal(wrapped({ ...ASK, invented: 1 }))).toBe('invented: Extra inputs are not permitted');
  expect(refusal({ input: { invokeModel: { body: base64('{"a"') } } })).toMatch(/^Malformed input request/);
  expect(refusal(wrapped(ASK), 'nobody')).toBe('The provided model identifier is invalid.');
});

test.each<[unknown, string]>([
  [[], 'Unexpected field type'],
  [
    {},
    "1 validation error detected: Value null at 'input' failed to satisfy constraint: Member must not be null",
  ],
  [{ input: null }, "1 validation error detected: Value null at 'input' failed"],
  [{ input: 'text' }, 'input: exactly one member of the union must be set, found 0'],
  [{ input: {} }, 'input: exactly one member of the union must be set, found 0'],
  [
    { input: { invokeModel: { body: '' }, converse: {} } },
    'input: exactly one member of the union must be set',
  ],
  [{ input: { invoke: {} } }, 'input.invoke: is not a known member of the union (invokeModel, converse)'],
  [{ input: { invokeModel: 'text' } }, 'input.invokeModel: is not a known member'],
  [
    { input: { invokeModel: {} } },
    "1 validation error detected: Value null at 'input.invokeModel.body' failed",
  ],
  [{ input: { invokeModel: { body: {} } } }, 'input.invokeModel.body: is not base64'],
  [{ input: { invokeModel: { body: 'a' } } }, 'input.invokeModel.body: is not base64'],
  [{ input: { invokeModel: { body: 'ab-_' } } }, 'input.invokeModel.body: is not base64'],
  [{ input: { invokeModel: { body: 'YQ==YQ==' } } }, 'input.invokeModel.body: is not base64'],
  [
    { input: { invokeModel: { body: '' } } },
    'Malformed input request, please reformat your input and try again.',
  ],
])('%j: %s', (body, start) => {
  const message = refusal(body);
  expect(message.startsWith(start), message).toBe(true);
});

test('a body of megabytes is counted like any other', () => {
  const long = { ...ASK, messages: [{ role: 'user', content: 'foo '.repeat(2_000_000) }] };
  expect(refusal(wrapped(long))).toBe('accepted');
});

test('Converse, which Claude Code does not speak, is not looked into', () => {
  expect(refusal({ input: { converse: { messages: 5 } } })).toBe('accepted');
});
