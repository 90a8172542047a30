import { expect, test } from 'vitest';
import type { JsonObject } from '../wire/scenario.ts';
import { generated } from './generation.ts';
import { instanceOf } from './instance.ts';

const ask = (...content: JsonObject[]) => [{ role: 'user', content }];
const tool = (name: string, properties: JsonObject = { text: { type: 'string' } }) => ({
  name,
  input_schema: { type: 'object', properties },
});

test('a tool that must be used is called with all that its schema names', () => {
  const properties = {
    text: { type: 'string' },
    size: { type: 'integer' },
    kind: { enum: ['a', 'b'] },
    list: { type: 'array', items: { type: 'boolean' } },
    inner: { type: 'object', properties: { deep: { anyOf: [{ type: 'number' }, { type: 'null' }] } } },
  };
  const tools = [tool('other'), tool('wanted', properties)];
  expect(generated({ tools, tool_choice: { type: 'tool', name: 'wanted' } }, 'Hi.').content).toEqual([
    {
      type: 'tool_use',
      name: 'wanted',
      input: { text: 'Hi.', size: 1, kind: 'a', list: [true], inner: { deep: 1 } },
    },
  ]);
});

test('where any tool must be used, two are, unless one at a time is wanted', () => {
  const tools = [tool('one'), tool('two'), tool('three')];
  const names = (choice: JsonObject) =>
    generated({ tools, tool_choice: choice }, 'Hi.').content.map(({ name }) => name);
  expect(names({ type: 'any' })).toEqual(['one', 'two']);
  expect(names({ type: 'any', disable_parallel_tool_use: true })).toEqual(['one']);
  expect(names({ type: 'auto' })).toEqual([undefined]);
});

test('a model that is to think does so first; how much of it is shown is as asked', () => {
  const types = (thinking: JsonObject) => generated({ thinking }, 'Hi.').content.map(({ type }) => type);
  expect(types({ type: 'enabled', budget_tokens: 1024 })).toEqual(['thinking', 'text']);
  expect(types({ type: 'adaptive' })).toEqual(['text']);
  expect(types({ type: 'disabled' })).toEqual(['text']);
  const [thought] = generated({ thinking: { type: 'enabled', display: 'omitted' } }, 'Hi.').content;
  expect(thought).toEqual({ type: 'thinking', thinking: '' });
});

test('a document that is to be cited is', () => {
  const source = { type: 'text', media_type: 'text/plain', data: 'The sky is green.' };
  const document = { type: 'document', source, citations: { enabled: true } };
  const [said] = generated({ messages: ask(document, { type: 'text', text: 'Why?' }) }, 'So.').content;
  expect(said?.['citations']).toMatchObject([{ type: 'char_location', cited_text: 'The sky is green.' }]);
  const plain = { ...document, citations: { enabled: false } };
  expect(generated({ messages: ask(plain) }, 'So.').content).toEqual([{ type: 'text', text: 'So.' }]);
});

test('the search of the service finds a tool that is not loaded, once in a conversation', () => {
  const search = { type: 'tool_search_tool_regex_20251119', name: 'tool_search_tool_regex' };
  const tools = [search, { ...tool('hidden'), defer_loading: true }];
  const types = (messages: JsonObject[]) =>
    generated({ tools, messages }, 'So.').content.map(({ type }) => type);
  expect(types(ask())).toEqual(['server_tool_use', 'tool_search_tool_result', 'text']);
  expect(types([...ask(), { role: 'assistant', content: 'So.' }, ...ask()])).toEqual(['text']);
});

test('an answer ends at a stop sequence or at its limit', () => {
  expect(generated({ stop_sequences: ['!', ' c'] }, 'a b c! d')).toEqual({
    content: [{ type: 'text', text: 'a b' }],
    stop_reason: 'stop_sequence',
    stop_sequence: ' c',
  });
  expect(generated({ max_tokens: 2 }, 'abcdefghij')).toEqual({
    content: [{ type: 'text', text: 'abcdefgh' }],
    stop_reason: 'max_tokens',
  });
});

test('no limit cuts a character in two', () => {
  expect(generated({ max_tokens: 1 }, 'abc🦊d')).toEqual({
    content: [{ type: 'text', text: 'abc' }],
    stop_reason: 'max_tokens',
  });
});

test('a schema that holds itself comes to an end', () => {
  const properties: { [key: string]: JsonObject } = {};
  const schema: JsonObject = { type: 'object', properties };
  properties['again'] = schema;
  expect(JSON.stringify(instanceOf(schema, 'x')).length).toBeLessThan(1_000);
});
