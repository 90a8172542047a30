import { expect, test } from 'vitest';
import type { RawHeaders } from '../../wire/headers.ts';
import { validateMessages } from './validate.ts';

type Body = Record<string, unknown>;

const HEADERS: RawHeaders = [
  ['Content-Type', 'application/json'],
  ['anthropic-version', '2023-06-01'],
];
const ASK = { model: 'claude-opus-5-5', max_tokens: 100, messages: [{ role: 'user', content: 'hi' }] };
const beta = (...values: string[]): RawHeaders => [...HEADERS, ['anthropic-beta', values.join(',')]];

function judge(body: unknown, headers: RawHeaders = HEADERS, strict = true) {
  const bytes = typeof body === 'string' ? body : JSON.stringify(body);
  return validateMessages({ headers, body: Buffer.from(bytes), operation: 'messages' }, { strict });
}
function refusal(body: unknown, headers?: RawHeaders): string {
  const verdict = judge(body, headers);
  return verdict.ok ? 'accepted' : verdict.message;
}
const user = (...content: Body[]) => ({ ...ASK, messages: [{ role: 'user', content }] });
const text = (extra: Body = {}) => ({ type: 'text', text: 'hi', ...extra });
const tool = (extra: Body = {}) => ({ name: 'get', input_schema: { type: 'object' }, ...extra });
const call = (id: string) => ({ type: 'tool_use', id, name: 'get', input: {} });
const answer = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: 'done' });
const talk = (...turns: (Body[] | string)[]) => ({
  ...ASK,
  messages: turns.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content })),
});

test('a plain request passes, also with a charset and the newest version', () => {
  expect(judge(ASK)).toEqual({ ok: true, warnings: [] });
  const headers: RawHeaders = [
    ['content-type', 'application/json; charset=utf-8'],
    ['Anthropic-Version', '2026-10-21'],
  ];
  expect(judge(ASK, headers)).toEqual({ ok: true, warnings: [] });
});

test('the version header is demanded and known', () => {
  const version = (...lines: string[]): RawHeaders => [
    ['content-type', 'application/json'],
    ...lines.map((line) => ['anthropic-version', line] as const),
  ];
  expect(refusal(ASK, version())).toBe('anthropic-version: header is required');
  expect(refusal(ASK, version('2024-02-30'))).toBe('anthropic-version: "2024-02-30" is not a valid version');
  expect(refusal(ASK, version('2023-06-01', '2023-06-01'))).toBe(
    'anthropic-version: "2023-06-01, 2023-06-01" is not a valid version',
  );
});

test('unknown beta values are named together, over several lines', () => {
  const headers: RawHeaders = [...beta('effort-2025-11-24', 'gwcheck-a'), ['Anthropic-Beta', 'gwcheck-b']];
  expect(refusal(ASK, headers)).toBe(
    'Unexpected value(s) `gwcheck-a`, `gwcheck-b` for the `anthropic-beta` header. ' +
      'Please consult our documentation at docs.claude.com or try again without the header.',
  );
  expect(refusal(ASK, beta(''))).toContain('Unexpected value(s) `` for');
});

test('an unknown field is named with its dotted path and the tags on the way', () => {
  const extra = ': Extra inputs are not permitted';
  expect(refusal({ ...ASK, gwcheck: 1 })).toBe(`gwcheck${extra}`);
  expect(refusal({ ...ASK, metadata: { gwcheck: 1 } })).toBe(`metadata.gwcheck${extra}`);
  expect(refusal({ ...ASK, tools: [tool({ gwcheck: 1 })] })).toBe(`tools.0.custom.gwcheck${extra}`);
  expect(refusal(user(text(), text({ gwcheck_x: 1 })))).toBe(`messages.0.content.1.text.gwcheck_x${extra}`);
  const marker = { cache_control: { type: 'ephemeral', gwcheck: 1 } };
  expect(refusal({ ...ASK, system: [text(), text(), text(marker)] })).toBe(
    `system.2.cache_control.ephemeral.gwcheck${extra}`,
  );
  expect(refusal(user(text(marker)))).toBe(
    `messages.0.content.0.text.cache_control.ephemeral.gwcheck${extra}`,
  );
  expect(refusal({ ...ASK, thinking: { type: 'adaptive', gwcheck: 1 } })).toBe(
    `thinking.adaptive.gwcheck${extra}`,
  );
  const nested = { ...answer('a'), content: [text({ gwcheck: 1 })] };
  expect(refusal(talk('go', [call('a')], [nested]))).toBe(
    `messages.2.content.0.tool_result.content.0.text.gwcheck${extra}`,
  );
});

test('thoughts take no cache marker', () => {
  const thought = { type: 'thinking', thinking: 'hm', signature: 's', cache_control: { type: 'ephemeral' } };
  expect(refusal(talk('go', [thought, text()], 'on'))).toBe(
    'messages.1.content.0.thinking.cache_control: Extra inputs are not permitted',
  );
});

test('what is missing or of the wrong type is named', () => {
  const { max_tokens: _, ...endless } = ASK;
  expect(refusal(endless)).toBe('max_tokens: Field required');
  expect(refusal({ ...ASK, max_tokens: 'many' })).toBe('max_tokens: Input should be a valid integer');
  expect(refusal({ ...ASK, max_tokens: 1.5 })).toBe(
    'max_tokens: Input should be a valid integer, got a number with a fractional part',
  );
  expect(refusal({ ...ASK, temperature: '1' })).toBe('temperature: Input should be a valid number');
  expect(refusal({ ...ASK, model: 5 })).toBe('model: Input should be a valid string');
  expect(refusal({ ...ASK, messages: {} })).toBe('messages: Input should be a valid list');
  expect(refusal({ ...ASK, messages: ['hi'] })).toBe('messages.0: Input does not match the expected shape.');
  expect(refusal({ ...ASK, stream: 'yes' })).toBe('stream: Input should be a valid boolean');
  expect(refusal(user({ type: 'text' }))).toBe('messages.0.content.0.text.text: Field required');
  expect(refusal(user({ text: 'hi' }))).toBe('messages.0.content.0.type: Field required');
  expect(refusal({ ...ASK, messages: [{ role: 'tool', content: 'x' }] })).toBe(
    "messages.0.role: Input should be 'user', 'assistant' or 'system'",
  );
  expect(refusal({ ...ASK, messages: [{ role: 'user' }] })).toBe('messages.0.content: Field required');
  expect(refusal(talk('go', [{ ...call('a'), input: 'x' }]))).toBe(
    'messages.1.content.0.tool_use.input: Input should be a valid dictionary',
  );
  expect(refusal({ ...ASK, tools: [tool({ input_schema: {} })] })).toBe(
    'tools.0.custom.input_schema.type: Field required',
  );
  expect(refusal({ ...ASK, tools: [tool({ name: 'a.b' })] })).toBe(
    "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
  );
  expect(refusal({ ...ASK, tools: [tool({ name: 'a'.repeat(129) })] })).toBe(
    'tools.0.custom.name: String should have at most 128 characters',
  );
  expect(refusal({ ...ASK, temperature: 2 })).toBe('temperature: Input should be less than or equal to 1');
  expect(refusal('[]')).toBe('Input does not match the expected shape.');
});

test('an unknown kind is answered with the kinds that are known without further beta values', () => {
  expect(refusal(user({ type: 'gwcheck' }))).toBe(
    "messages.0.content.0: Input tag 'gwcheck' found using 'type' does not match any of the expected tags: " +
      "'bash_code_execution_tool_result', 'code_execution_tool_result', 'connector_text', 'container_upload', " +
      "'document', 'image', 'mid_conv_system', 'redacted_thinking', 'search_result', 'server_tool_use', 'text', " +
      "'text_editor_code_execution_tool_result', 'thinking', 'tool_result', 'tool_search_tool_result', " +
      "'tool_use', 'web_fetch_tool_result', 'web_search_tool_result'",
  );
  const invented = { ...ASK, tools: [{ type: 'gwcheck_20260101', name: 'x' }] };
  expect(refusal(invented)).toMatch(
    /^tools\.0: Input tag 'gwcheck_20260101' found using 'type' does not match any of the expected tags: 'bash_20250124', .*'custom', /,
  );
  expect(refusal(invented)).not.toContain('advisor_20260301');
  expect(refusal(invented, beta('advisor-tool-2026-03-01'))).toContain('advisor_20260301');
});

test('cache markers: lifetime, number and order', () => {
  const marked = (ttl?: string) => text({ cache_control: { type: 'ephemeral', ...(ttl && { ttl }) } });
  expect(refusal({ ...ASK, system: [marked('2h')] })).toBe(
    "system.0.cache_control.ephemeral.ttl: Input should be '5m' or '1h'",
  );
  const five = { ...user(marked(), marked(), marked()), system: [marked(), marked()] };
  expect(refusal(five)).toBe('A maximum of 4 blocks with cache_control may be provided. Found 5.');
  expect(refusal({ ...user(marked('1h'), marked()), system: [marked('1h')] })).toBe('accepted');
  expect(refusal({ ...user(text(), marked('1h')), system: [marked()] })).toBe(
    "messages.0.content.1.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' " +
      'cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`.',
  );
  expect(refusal({ ...ASK, cache_control: { type: 'ephemeral', ttl: '1h' }, system: [marked()] })).toMatch(
    /^cache_control\.ttl: a ttl='1h'/,
  );
});

test('cache markers inside a tool result count, too', () => {
  const marked = text({ cache_control: { type: 'ephemeral' } });
  const result = { ...answer('a'), content: [marked, marked, marked, marked] };
  expect(refusal(talk('go', [call('a')], [result]))).toBe('accepted');
  expect(refusal(talk([marked], [call('a')], [result]))).toMatch(/^A maximum of 4 blocks .* Found 5\.$/);
});

test.each([
  [{ fallbacks: [] }, 'fallbacks', 'server-side-fallback-2026-07-01'],
  [{ fallback_credit_token: 't' }, 'fallback_credit_token', 'fallback-credit-2026-07-01'],
  [{ thread: {} }, 'thread', 'message-threads-2026-08-12'],
  [{ diagnostics: {} }, 'diagnostics', 'cache-diagnosis-2026-04-07'],
  [{ compaction: {} }, 'compaction', 'compact-2026-09-04'],
  [{ context_management: { edits: [] } }, 'context_management', 'context-management-2025-06-27'],
  [{ speed: 'fast' }, 'speed', 'fast-mode-2026-02-01'],
  [{ safeguards: [{ type: 'dangerous_tool_use' }] }, 'safeguards', 'dangerous-tool-use-2026-09-03'],
  [{ mcp_servers: [] }, 'mcp_servers', 'mcp-client-2025-04-04'],
  [
    { output_config: { task_budget: { type: 'tokens', total: 9 } } },
    'output_config.task_budget',
    'task-budgets-2026-03-13',
  ],
  [
    { tools: [tool({ defer_loading: true })] },
    'tools.0.custom.defer_loading',
    'advanced-tool-use-2025-11-20',
  ],
  [
    { tools: [tool({ input_examples: [] })] },
    'tools.0.custom.input_examples',
    'advanced-tool-use-2025-11-20',
  ],
  [
    { system: [text({ cache_control: { type: 'ephemeral', scope: 'global' } })] },
    'system.0.cache_control.ephemeral.scope',
    'prompt-caching-scope-2026-01-05',
  ],
  [
    { messages: [...ASK.messages, { role: 'system', content: 'x', output_config: { effort: 'low' } }] },
    'messages.1.output_config',
    'per-turn-control-2026-07-01',
  ],
])('%j without its beta value is unknown at %s', (extra, path, value) => {
  expect(refusal({ ...ASK, ...extra })).toBe(`${path}: Extra inputs are not permitted`);
  expect(refusal({ ...ASK, ...extra }, beta(value))).toBe('accepted');
});

test('kinds that need a beta value are unknown without it', () => {
  const image = user({ type: 'image', source: { type: 'file', file_id: 'file_1' } });
  expect(refusal(image)).toBe(
    "messages.0.content.0.image.source: Input tag 'file' found using 'type' does not match any of the expected " +
      "tags: 'base64', 'url'",
  );
  expect(refusal(image, beta('files-api-2025-04-14'))).toBe('accepted');
  const fallback = talk('go', [{ type: 'fallback' }], 'on');
  expect(refusal(fallback)).toMatch(/^messages\.1\.content\.0: Input tag 'fallback' found using 'type'/);
  expect(refusal(fallback, beta('server-side-fallback-2026-07-01'))).toBe('accepted');
  const updates = { ...ASK, thinking: { type: 'adaptive', display: 'updates' } };
  expect(refusal(updates)).toBe("thinking.adaptive.display: Input should be 'summarized' or 'omitted'");
  expect(refusal(updates, beta('thinking-display-updates-2026-08-18'))).toBe('accepted');
});

test.each([
  ['advisor_20260301', { model: 'claude-opus-5' }, 'advisor-tool-2026-03-01'],
  ['code_execution_20250522', {}, 'code-execution-2025-05-22'],
  ['code_execution_20250825', {}, 'code-execution-2025-08-25'],
  ['bash_20241022', {}, 'computer-use-2024-10-22'],
  ['text_editor_20241022', {}, 'computer-use-2024-10-22'],
  ['computer_20241022', { display_width_px: 1, display_height_px: 1 }, 'computer-use-2024-10-22'],
  ['computer_20250124', { display_width_px: 1, display_height_px: 1 }, 'computer-use-2025-01-24'],
  ['computer_20251124', { display_width_px: 1, display_height_px: 1 }, 'computer-use-2025-11-24'],
  ['mcp_toolset', { mcp_server_name: 's' }, 'mcp-client-2025-11-20'],
])('a tool of kind %s needs its beta value', (type, settings, value) => {
  const name = type.startsWith('text_editor') ? 'str_replace_editor' : type.replace(/_\d+$/, '');
  const body = { ...ASK, tools: [{ type, ...(type !== 'mcp_toolset' && { name }), ...settings }] };
  expect(refusal(body)).toMatch(
    new RegExp(`^tools\\.0: Input tag '${type}' found using 'type' does not match`),
  );
  expect(refusal(body, beta(value))).toBe('accepted');
});

test.each([
  ['compaction', { content: 'x' }, 'compact-2026-01-12'],
  ['mcp_tool_use', { id: 'm', name: 'x', input: {}, server_name: 's' }, 'mcp-client-2025-04-04'],
  ['mcp_tool_result', { tool_use_id: 'm', content: [] }, 'mcp-client-2025-04-04'],
  ['mcp_tool_listing', {}, 'mcp-client-2026-09-15'],
  ['advisor_tool_result', { tool_use_id: 'm', content: {} }, 'advisor-tool-2026-03-01'],
  ['tool_addition', { tool: { type: 'tool_reference' } }, 'mid-conversation-tool-changes-2026-07-01'],
  ['tool_removal', { tool: { type: 'tool_reference' } }, 'mid-conversation-tool-changes-2026-07-01'],
])('a block of kind %s needs its beta value', (type, members, value) => {
  const body = talk('go', [{ type, ...members }], 'on');
  expect(refusal(body)).toMatch(
    new RegExp(`^messages\\.1\\.content\\.0: Input tag '${type}' found using 'type'`),
  );
  expect(refusal(body, beta(value))).toBe('accepted');
});

test.each([
  ['clear_tool_uses_20250919', 'compact-2026-01-12', 'context-management-2025-06-27'],
  ['clear_thinking_20251015', 'compact-2026-01-12', 'context-management-2025-06-27'],
  ['compact_20260112', 'context-management-2025-06-27', 'compact-2026-01-12'],
])('an edit of kind %s needs its own beta value, not another', (type, other, value) => {
  const body = { ...ASK, context_management: { edits: [{ type }] } };
  expect(refusal(body, beta(other))).toMatch(
    new RegExp(`^context_management\\.edits\\.0: Input tag '${type}' found using 'type'`),
  );
  expect(refusal(body, beta(value))).toBe('accepted');
});

test('a deferred tool needs no beta value beside a search tool of the service', () => {
  const search = { type: 'tool_search_tool_bm25_20251119', name: 'tool_search_tool_bm25' };
  expect(refusal({ ...ASK, tools: [search, tool({ defer_loading: true })] })).toBe('accepted');
});

test('calls and their answers pair up', () => {
  expect(refusal(talk('go', [call('a'), call('b')], [answer('b'), answer('a'), text()]))).toBe('accepted');
  expect(refusal(user(text(), answer('T1')))).toBe(
    'messages.0.content.1: unexpected `tool_use_id` found in `tool_result` blocks: T1. Each `tool_result` block ' +
      'must have a corresponding `tool_use` block in the previous message.',
  );
  const open =
    'messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: a. Each `tool_use` ' +
    'block must have a corresponding `tool_result` block in the next message.';
  expect(refusal(talk('go', [call('a')], 'on'))).toBe(open);
  expect(refusal(talk('go', [call('a')]))).toBe(open);
  expect(refusal(talk('go', [call('a'), call('b')], [answer('b')]))).toBe(open);
  expect(refusal(talk('go', [call('a'), call('a')], [answer('a')]))).toBe(
    'messages.1.content.1: `tool_use` ids must be unique',
  );
  expect(refusal(talk('go', [call('a')], [answer('a'), answer('a')]))).toBe(
    'messages.2.content.1: each tool_use must have a single result. Found multiple `tool_result` blocks with id: a',
  );
});

test('answers may come in several messages of one turn, with a system message between', () => {
  const messages = [
    { role: 'user', content: 'go' },
    { role: 'assistant', content: [call('a'), call('b')] },
    { role: 'user', content: [answer('a')] },
    { role: 'system', content: 'note' },
    { role: 'user', content: [answer('b')] },
  ];
  expect(refusal({ ...ASK, messages })).toBe('accepted');
});

test('messages and texts are not empty', () => {
  expect(refusal({ ...ASK, messages: [] })).toBe('messages: at least one message is required');
  expect(refusal({ ...ASK, messages: [{ role: 'user', content: [] }] })).toBe(
    'messages.0: all messages must have non-empty content except for the optional final assistant message',
  );
  const final = { ...talk('go', ''), model: 'claude-haiku-4-5' };
  expect(refusal(final)).toBe('accepted');
  expect(refusal({ ...final, messages: [...final.messages, { role: 'user', content: 'on' }] })).toMatch(
    /^messages\.1: all messages must have non-empty content/,
  );
  expect(refusal(user(text({ text: '' })))).toBe('messages: text content blocks must be non-empty');
  expect(refusal(user(text({ text: '', cache_control: { type: 'ephemeral' } })))).toBe(
    'messages.0.content.0.text: cache_control cannot be set for empty text blocks',
  );
});

test('tools agree with each other and with what refers to them', () => {
  expect(refusal({ ...ASK, tools: [tool(), tool()] })).toBe('tools: Tool names must be unique.');
  expect(refusal({ ...ASK, tools: [tool()], tool_choice: { type: 'tool', name: 'put' } })).toBe(
    "Tool 'put' not found in provided tools",
  );
  const open = [tool(), { type: 'computer_toolset_20260801' }];
  expect(refusal({ ...ASK, tools: open, tool_choice: { type: 'tool', name: 'click' } })).toBe('accepted');
  const found = { ...answer('a'), content: [{ type: 'tool_reference', tool_name: 'lookup_documents' }] };
  expect(refusal(talk('go', [call('a')], [found]))).toBe(
    "Tool reference 'lookup_documents' not found in available tools",
  );
  expect(refusal({ ...talk('go', [call('a')], [found]), tools: open })).toBe('accepted');
});

test('strict tools have limits over all of them, at any depth', () => {
  const record = (schema: Body) => ({ ...ASK, tools: [tool({ strict: true, input_schema: schema })] });
  const members = (count: number, schema: Body) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, schema]));
  const required = (properties: Body) => ({ type: 'object', properties, required: Object.keys(properties) });
  const deep = (properties: Body) =>
    required({ list: { type: 'array', items: { type: 'object', properties } } });
  expect(refusal(record(deep(members(24, { type: 'string' }))))).toBe('accepted');
  expect(refusal(record(deep(members(25, { type: 'string' }))))).toMatch(
    /too many optional parameters \(25\)/,
  );
  const union = { anyOf: [{ type: 'string' }, { type: 'null' }] };
  expect(refusal(record(required({ in: required(members(16, union)) })))).toBe('accepted');
  expect(refusal(record(required({ in: required(members(17, union)) })))).toMatch(
    /union types \(17 parameters/,
  );
  const many = Array.from({ length: 21 }, (_, i) => tool({ name: `t${i}`, strict: true }));
  expect(refusal({ ...ASK, tools: many })).toMatch(/^Too many strict tools \(21\)/);
  expect(refusal({ ...ASK, tools: many.slice(1) })).toBe('accepted');
});

test('thinking has its conditions', () => {
  const thinking = { type: 'enabled', budget_tokens: 2_000 };
  const older = { ...ASK, model: 'claude-haiku-4-5', max_tokens: 2_000, thinking };
  expect(refusal(older)).toMatch(
    /^`max_tokens` must be greater than `thinking\.budget_tokens`\. Please consult/,
  );
  expect(refusal(older, beta('interleaved-thinking-2025-05-14'))).toBe('accepted');
  expect(refusal({ ...older, thinking: { ...thinking, budget_tokens: 1 } })).toBe(
    'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024',
  );
  const roomy = { ...older, max_tokens: 3_000 };
  expect(refusal({ ...roomy, temperature: 0.5 })).toMatch(
    /^`temperature` may only be set to 1 when thinking/,
  );
  expect(refusal({ ...roomy, tools: [tool()], tool_choice: { type: 'any' } })).toBe(
    'Thinking may not be enabled when tool_choice forces tool use.',
  );
});

test('models: unknown ones, their output limit, prefill', () => {
  for (const model of ['claude-sonet-4-5', 'gwcheck-none', 'claude-does-not-exist', 'gpt-x', '']) {
    expect(judge({ ...ASK, model }), model).toMatchObject({
      ok: false,
      status: 404,
      type: 'not_found_error',
      message: `model: ${model}`,
    });
  }
  for (const model of [
    'claude-opus-9',
    'claude-3-5-haiku-latest',
    'claude-2.1',
    'claude-haiku-4-5@20251001',
  ]) {
    expect(judge({ ...ASK, model }).ok, model).toBe(true);
  }
  const submission = { headers: HEADERS, body: Buffer.from(JSON.stringify({ ...ASK, model: 'alias' })) };
  const options = { strict: true, models: ['alias'] };
  expect(validateMessages({ ...submission, operation: 'messages' }, options).ok).toBe(true);
  expect(refusal({ ...ASK, model: 'claude-haiku-4-5', max_tokens: 64_001 })).toBe(
    'max_tokens: 64001 > 64000, which is the maximum allowed number of output tokens for claude-haiku-4-5',
  );
  expect(refusal({ ...ASK, max_tokens: 200_000 }, beta('output-300k-2026-03-24'))).toBe('accepted');
  expect(refusal(talk('go', 'And then'))).toBe(
    'This model does not support assistant message prefill. The conversation must end with a user message.',
  );
  expect(refusal({ ...talk('go', 'And then'), model: 'claude-haiku-4-5' })).toBe('accepted');
});

test('models: ways of thinking and effort that older ones do not have', () => {
  const older = { ...ASK, model: 'claude-haiku-4-5-20251001' };
  expect(refusal({ ...older, thinking: { type: 'adaptive' } })).toBe(
    'adaptive thinking is not supported on this model',
  );
  expect(refusal({ ...older, output_config: { effort: 'low' } })).toBe(
    'This model does not support the effort parameter.',
  );
  const both = { thinking: { type: 'adaptive' }, output_config: { effort: 'low' } };
  expect(refusal({ ...ASK, ...both, model: 'claude-opus-4-6' })).toBe('accepted');
});

test('version 2026-10-21 knows no sampling and fewer forms', () => {
  const headers: RawHeaders = [
    ['content-type', 'application/json'],
    ['anthropic-version', '2026-10-21'],
  ];
  for (const key of ['temperature', 'top_p', 'top_k']) {
    expect(refusal({ ...ASK, [key]: 1 })).toBe('accepted');
    expect(refusal({ ...ASK, [key]: 1 }, headers)).toBe(`${key}: Extra inputs are not permitted`);
  }
  const document = { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'x' } };
  expect(refusal(talk('go', [document], 'on'))).toBe('accepted');
  expect(refusal(talk('go', [document], 'on'), headers)).toContain('messages.1.content.0');
  const web = { type: 'web_search_result_location', cited_text: 'c', encrypted_index: 'e', url: 'u' };
  expect(refusal(user(text({ citations: [web] })), headers)).toContain('messages.0.content.0.text.citations');
  expect(refusal(user(text({ citations: [] })), headers)).toBe('accepted');
  const result = (citations: Body[]) =>
    user({ type: 'search_result', source: 's', title: 't', content: [text(), text({ citations })] });
  expect(refusal(result([web]), headers)).toContain('messages.0.content.0.search_result.content.1.citations');
  expect(refusal(result([]), headers)).toBe('accepted');
});

test('count_tokens takes a prompt and nothing about the answer', () => {
  const { max_tokens: _, ...prompt } = ASK;
  const count = (body: Body) =>
    validateMessages(
      { headers: HEADERS, body: Buffer.from(JSON.stringify(body)), operation: 'count_tokens' },
      { strict: true },
    );
  expect(count(prompt)).toEqual({ ok: true, warnings: [] });
  expect(count({ ...prompt, stream: true })).toMatchObject({
    message: 'stream: Extra inputs are not permitted',
  });
});

test('without strict, what a newer client may send passes with the refusal as a warning', () => {
  const newer = {
    ...user(text({ gwcheck: 1 }), { type: 'hologram', data: 'x' }),
    gwcheck: {},
    tools: [{ type: 'teleport_20270101', name: 'teleport' }, tool({ input_examples: [] })],
    model: 'saga-6',
  };
  const headers: RawHeaders = [
    ['content-type', 'application/json'],
    ['anthropic-version', '2027-05-01'],
    ['anthropic-beta', 'teleport-2027-01-01'],
  ];
  const verdict = judge(newer, headers, false);
  expect(verdict.ok).toBe(true);
  expect(verdict.warnings).toEqual([
    'anthropic-version: "2027-05-01" is not a valid version',
    expect.stringContaining('Unexpected value(s) `teleport-2027-01-01`'),
    'messages.0.content.0.text.gwcheck: Extra inputs are not permitted',
    expect.stringMatching(/^messages\.0\.content\.1: Input tag 'hologram'/),
    expect.stringMatching(/^tools\.0: Input tag 'teleport_20270101'/),
    'gwcheck: Extra inputs are not permitted',
    'tools.1.custom.input_examples: Extra inputs are not permitted',
    'model: saga-6',
  ]);
});

test('without strict, what is wrong today is still refused, with the warnings so far', () => {
  const { max_tokens: _, ...endless } = { ...ASK, gwcheck: 1 };
  expect(judge(endless, HEADERS, false)).toMatchObject({ ok: false, message: 'max_tokens: Field required' });
  expect(judge({ ...user(answer('a')), gwcheck: 1 }, HEADERS, false)).toMatchObject({
    ok: false,
    message: expect.stringContaining('unexpected `tool_use_id`'),
    warnings: ['gwcheck: Extra inputs are not permitted'],
  });
  expect(judge(user({ type: 5 }), HEADERS, false)).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^messages\.0\.content\.0: Input tag '5'/),
  });
  const old: RawHeaders = [
    ['content-type', 'application/json'],
    ['anthropic-version', '2024-01-01'],
  ];
  expect(judge(ASK, old, false).ok).toBe(false);
});
