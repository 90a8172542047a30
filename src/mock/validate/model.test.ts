import { expect, test } from 'vitest';
import { ASK, beta, HEADERS, judge, refusal, talk, tool } from '../../testbed/messages-request.ts';
import { validateMessages } from './validate.ts';

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
  for (const model of [
    'claude-sonet-4-5',
    'gwcheck-none',
    'claude-does-not-exist',
    'gpt-x',
    'anthropic.gpt-x',
    '',
  ]) {
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
    'anthropic.claude-opus-5-5',
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
