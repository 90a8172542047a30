import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { JsonObject } from '../wire/scenario.ts';
import { defaultAnswer } from './default.ts';

const text = (body: JsonObject) => defaultAnswer(body).message.content[0]?.['text'];
const user = (...content: JsonObject[]) => ({ role: 'user', content });
const words = (text: string) => ({ type: 'text', text });

test('echoes the last user text, behind reminders and before a system message', () => {
  const reminders = user(words('<system-reminder>'), words('say copper-lantern-4821'));
  const system = { role: 'system', content: 'instructions', output_config: { effort: 'medium' } };
  expect(text({ messages: [reminders, system] })).toBe('say copper-lantern-4821');
  expect(text({ messages: [{ role: 'user', content: 'plain' }] })).toBe('plain');
});

test('a long text is echoed by its end, none at all gets a greeting', () => {
  const long = `${'x'.repeat(50_000)} the end`;
  expect(text({ messages: [user(words(long))] })).toMatch(/^x{3992} the end$/);
  expect(text({ messages: [] })).toBe('Hello from gateway-check mock.');
  expect(text({})).toBe('Hello from gateway-check mock.');
});

test('reports what the tools answered', () => {
  const call = (id: string, name: string) => ({ type: 'tool_use', id, name, input: {} });
  const result = (id: string, content: JsonObject[] | string, failed = false) => ({
    type: 'tool_result',
    tool_use_id: id,
    content,
    is_error: failed,
  });
  const messages = [
    user(words('go')),
    { role: 'assistant', content: [call('a', 'Bash'), call('b', 'Read')] },
    user(result('a', 'hello'), result('b', [words('no such file')], true), words('<system-reminder>')),
  ];
  expect(text({ messages })).toBe('Bash answered: hello\nRead failed: no such file');
});

test('a session title is JSON that fits the schema', () => {
  const schema = { type: 'object', properties: { title: { type: 'string' } }, required: ['title'] };
  const output_config = { format: { type: 'json_schema', schema } };
  const messages = [user(words('<session>\nFix  the "login" page\n</session>'))];
  expect(JSON.parse(String(text({ tools: [], output_config, messages })))).toEqual({
    title: 'Fix the "login" page',
  });
});

test('a request with tools is no title request, whatever its schema', () => {
  const schema = { type: 'object', properties: { title: { type: 'string' } } };
  const output_config = { format: { type: 'json_schema', schema } };
  const tools = [{ name: 'Bash', input_schema: { type: 'object' } }];
  expect(text({ tools, output_config, messages: [user(words('hi'))] })).toBe('hi');
});

test('the local safety check is told a low severity and where it stopped', () => {
  const { message } = defaultAnswer({ max_tokens: 64, stop_sequences: ['</severity>'], messages: [] });
  expect(message).toEqual({
    content: [words('<severity>10')],
    stop_reason: 'stop_sequence',
    stop_sequence: '</severity>',
  });
});

test('a compaction gets its tags, also when a tool result comes with it', () => {
  const result = { type: 'tool_result', tool_use_id: 'a', content: 'x' };
  const ask = words('Answer with text only: <analysis> and then <summary> in tags.');
  expect(text({ messages: [user(result, ask)] })).toMatch(/^<summary>\n.+\n<\/summary>$/);
});

/** Requests of the real client; absent outside the development tree. */
const CAPTURES = new URL('../../../shared/captures/', import.meta.url);
const captured = (name: string) =>
  JSON.parse(readFileSync(new URL(`anthropic-${name}.json`, CAPTURES), 'utf8')).request.body;

test.runIf(existsSync(CAPTURES))('side requests of the real client are told by their bodies', () => {
  expect(JSON.parse(String(text(captured('interactive-title'))))).toHaveProperty('title');
  expect(text(captured('messages-auto-mode-local-classifier'))).toBe('<severity>10');
  expect(text(captured('messages-tool-result'))).toMatch(/^Bash answered: /);
  expect(text(captured('messages-tool-result-denied'))).toMatch(/^Bash failed: /);
  expect(text(captured('messages-parallel-tool-results'))).toMatch(/^Bash answered: .*\nBash answered: /);
  expect(text(captured('messages-stream-apikey'))).toBe('<redacted:6>');
});
