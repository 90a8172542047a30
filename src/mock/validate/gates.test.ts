import { expect, test } from 'vitest';
import { ASK, beta, refusal, talk, text, tool, user } from '../../testbed/messages-request.ts';

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
