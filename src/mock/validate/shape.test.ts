import { expect, test } from 'vitest';
import { ASK, answer, beta, call, refusal, talk, text, tool, user } from '../../testbed/messages-request.ts';

test('an unknown field is named with its dotted path and the tags on the way', () => {
  const extra = ': Extra inputs are not permitted';
  expect(refusal({ ...ASK, gwcheck: 1 })).toBe(`gwcheck${extra}`);
  expect(refusal({ ...ASK, toString: 1 })).toBe(`toString${extra}`);
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
