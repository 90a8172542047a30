import { expect, test } from 'vitest';
import type { RawHeaders } from '../../wire/headers.ts';
import { type Submission, type Verdict, validateMessages } from './validate.ts';

const VERSION = 'bedrock-2023-05-31';
const ASK = { anthropic_version: VERSION, max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] };
const MODEL = 'us.anthropic.claude-opus-5-5';
const extra = (path: string) => `${path}: Extra inputs are not permitted`;

function judge(body: unknown, more: Partial<Submission> = {}, strict = true): Verdict {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
  const headers: RawHeaders = [['content-type', 'application/json']];
  return validateMessages(
    { format: 'bedrock', headers, body: bytes, operation: 'messages', model: MODEL, ...more },
    { strict },
  );
}

/** The message with which a strict judge refuses, or `accepted`. */
function refusal(body: unknown, more?: Partial<Submission>): string {
  const verdict = judge(body, more);
  return verdict.ok ? 'accepted' : verdict.message;
}

const asking = (content: unknown) => ({ ...ASK, messages: [{ role: 'user', content }] });

test.each([VERSION, '2023-06-01', '2026-10-21'])('version %s passes', (anthropic_version) => {
  expect(judge({ ...ASK, anthropic_version })).toEqual({ ok: true, warnings: [] });
});

test.each<[unknown, string]>([
  [undefined, 'anthropic_version: Field required'],
  [5, 'anthropic_version: Input should be a valid string'],
  ['vertex-2023-10-16', 'Invalid API version: vertex-2023-10-16'],
  ['2024-02-30', 'Invalid API version: 2024-02-30'],
])('version %j is refused', (anthropic_version, message) => {
  expect(judge({ ...ASK, anthropic_version }, {}, false)).toMatchObject({ status: 400, message });
});

test('a later version is a novelty, and the newest one knows no sampling', () => {
  const later = judge({ ...ASK, anthropic_version: '2027-05-01' }, {}, false);
  expect(later).toEqual({ ok: true, warnings: ['Invalid API version: 2027-05-01'] });
  const hot = { ...ASK, temperature: 1 };
  expect(refusal(hot)).toBe('accepted');
  expect(refusal({ ...hot, anthropic_version: '2026-10-21' })).toBe(extra('temperature'));
});

test('version and betas are those of the body, whatever the headers say', () => {
  const headers: RawHeaders = [
    ['content-type', 'application/json'],
    ['anthropic-version', '1999-01-01'],
    ['anthropic-beta', 'gwcheck-unknown,context-management-2025-06-27'],
  ];
  expect(refusal(ASK, { headers })).toBe('accepted');
  const managed = { ...ASK, context_management: { edits: [] } };
  expect(refusal(managed, { headers })).toBe(extra('context_management'));
  expect(refusal({ ...managed, anthropic_beta: ['context-management-2025-06-27'] })).toBe('accepted');
});

test.each<[unknown, string]>([
  ['effort-2025-11-24', 'anthropic_beta: Input should be a valid list'],
  [['effort-2025-11-24', 1], 'anthropic_beta.1: Input should be a valid string'],
  [['effort-2025-11-24', 'gwcheck-unknown'], 'invalid beta flag'],
  [[''], 'invalid beta flag'],
  [['effort-2025-11-24'], 'accepted'],
  [[], 'accepted'],
  [null, 'accepted'],
])('beta values %j: %s', (anthropic_beta, message) => {
  expect(refusal({ ...ASK, anthropic_beta })).toBe(message);
});

test('without strict, an unknown beta value passes with a warning', () => {
  const verdict = judge({ ...ASK, anthropic_beta: ['gwcheck-unknown'] }, {}, false);
  expect(verdict).toEqual({ ok: true, warnings: ['invalid beta flag'] });
});

test.each([{ model: 'claude-opus-5-5' }, { model: null }, { stream: true }, { stream: false }])(
  '%j belongs into the path',
  (misplaced) => {
    const [key = ''] = Object.keys(misplaced);
    const verdict = judge({ ...ASK, ...misplaced }, {}, false);
    expect(verdict).toMatchObject({ ok: false, status: 400, message: extra(key) });
  },
);

test('a user profile is in the body', () => {
  expect(refusal({ ...ASK, user_profile_id: 'profile_1' })).toBe('accepted');
  expect(refusal({ ...ASK, user_profile: 'profile_1' })).toBe(extra('user_profile'));
});

test('what runs on the servers of Anthropic is not there', () => {
  const kinds =
    "'bash_20250124', 'custom', 'text_editor_20250124', 'text_editor_20250429', 'text_editor_20250728'";
  expect(refusal({ ...ASK, tools: [{ type: 'web_search_20250305', name: 'web_search' }] })).toBe(
    `tools.0: Input tag 'web_search_20250305' found using 'type' does not match any of the expected tags: ${kinds}`,
  );
  const search = { type: 'tool_search_tool_regex_20251119', name: 'tool_search_tool_regex' };
  const searching = {
    ...ASK,
    tools: [search, { name: 'get', input_schema: { type: 'object' }, defer_loading: true }],
  };
  expect(refusal(searching)).toContain("Input tag 'tool_search_tool_regex_20251119'");
  expect(refusal({ ...searching, anthropic_beta: ['tool-search-tool-2025-10-19'] })).toBe('accepted');
  expect(refusal({ ...ASK, cache_control: { type: 'ephemeral' } })).toBe(extra('cache_control'));
  expect(refusal({ ...ASK, container: 'c', anthropic_beta: ['skills-2025-10-02'] })).toBe(extra('container'));
  const servers = { mcp_servers: [], anthropic_beta: ['mcp-client-2025-11-20'] };
  expect(refusal({ ...ASK, ...servers })).toBe(extra('mcp_servers'));
});

test('nothing is fetched, and there are no files', () => {
  const image = { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } };
  expect(refusal(asking([{ type: 'text', text: 'hi' }, image]))).toBe(
    'messages.0.content.1.image.source.base64.data: URL sources are not supported',
  );
  const file = { type: 'document', source: { type: 'file', file_id: 'file_1' } };
  const verdict = refusal({ ...asking([file]), anthropic_beta: ['files-api-2025-04-14'] });
  expect(verdict).toContain("messages.0.content.0.document.source: Input tag 'file'");
});

test('the rules of Messages hold, for the model in the path', () => {
  expect(refusal({ ...ASK, invented: 1 })).toBe(extra('invented'));
  expect(refusal({ ...ASK, max_tokens: undefined })).toBe('max_tokens: Field required');
  const model = 'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-4-1-20250805-v1:0';
  expect(refusal({ ...ASK, max_tokens: 99_999 }, { model })).toBe(
    'max_tokens: 99999 > 32000, which is the maximum allowed number of output tokens for claude-opus-4-1-20250805',
  );
  const opaque = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123';
  expect(refusal({ ...ASK, max_tokens: 99_999 }, { model: opaque })).toBe('accepted');
});

test.each(['invalid-model-id', 'claude-opus-5-5', 'us.amazon.nova-pro-v1:0', 'anthropic.opus'])(
  'there is no model %s',
  (model) => {
    const message = 'The provided model identifier is invalid.';
    expect(judge(ASK, { model })).toMatchObject({ status: 400, type: 'ValidationException', message });
    expect(judge(ASK, { model }, false)).toEqual({ ok: true, warnings: [`model: ${model}`] });
  },
);

test('bytes: JSON of a type that fits, up to 20 MB', () => {
  const malformed = 'Malformed input request, please reformat your input and try again.';
  for (const text of ['', '{"a":', 'hi']) expect(refusal(Buffer.from(text))).toBe(malformed);
  expect(refusal([])).toBe('anthropic_version: Field required');
  expect(refusal(ASK, { headers: [['content-type', 'text/plain']] })).toBe(
    'The provided Content Type is invalid or not supported for the model',
  );
  expect(refusal(ASK, { headers: [] })).toBe('accepted');
  expect(refusal(Buffer.alloc(20 * 1024 * 1024, ' '))).toBe(malformed);
  expect(judge(Buffer.alloc(20 * 1024 * 1024 + 1, ' '))).toMatchObject({
    status: 400,
    message: 'Input is too long for requested model.',
  });
});
