import { expect, test } from 'vitest';
import { ASK, answer, call, refusal, talk, text, user } from '../../testbed/messages-request.ts';

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
