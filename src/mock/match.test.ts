import { expect, test } from 'vitest';
import type { JsonObject, Match, Scenario } from '../wire/scenario.ts';
import { type Asked, matches, Scenarios } from './match.ts';

const answer = { message: { content: [] } };
const call = { type: 'tool_use', id: 't1', name: 'Bash', input: {} };
const body: JsonObject = {
  system: [{ type: 'text', text: 'You are terse.' }],
  tools: [{ name: 'Bash' }, { name: 'Read' }],
  messages: [
    { role: 'user', content: 'first words' },
    { role: 'assistant', content: [call] },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 't1', content: 'done' },
        { type: 'text', text: 'last words' },
      ],
    },
    { role: 'system', content: 'a late reminder' },
  ],
};
const asked: Asked = {
  operation: 'messages',
  format: 'vertex',
  model: 'claude-opus-5',
  stream: true,
  headers: [['X-Agent', 'main loop']],
  body,
};

test.each<[Match, boolean]>([
  [{}, true],
  [{ operation: 'messages' }, true],
  [{ operation: 'count_tokens' }, false],
  [{ lastUserText: 'last' }, true],
  [{ lastUserText: 'first' }, false],
  [{ systemText: 'terse' }, true],
  [{ systemText: 'late reminder' }, true],
  [{ systemText: 'verbose' }, false],
  [{ toolResultOf: 'Bash' }, true],
  [{ toolResultOf: 'Read' }, false],
  [{ tool: 'Read' }, true],
  [{ tool: 'Write' }, false],
  [{ model: 'claude-opus-5' }, true],
  [{ model: 'claude-opus' }, false],
  [{ format: 'vertex' }, true],
  [{ format: 'bedrock' }, false],
  [{ stream: true }, true],
  [{ stream: false }, false],
  [{ headers: { 'x-agent': 'main' } }, true],
  [{ headers: { 'x-agent': '' } }, true],
  [{ headers: { 'x-agent': 'sub' } }, false],
  [{ headers: { 'x-other': '' } }, false],
  [{ bodyKeys: ['tools', 'system'] }, true],
  [{ bodyKeys: ['tools', 'metadata'] }, false],
  [{ tool: 'Read', stream: false }, false],
])('%j: %s', (match, expected) => {
  expect(matches({ match, answer }, asked)).toBe(expected);
});

test('without an operation the answer tells which requests are meant', () => {
  const count: Scenario = { answer: { input_tokens: 5 } };
  expect(matches(count, asked)).toBe(false);
  expect(matches(count, { ...asked, operation: 'count_tokens' })).toBe(true);
  expect(matches({ answer }, { ...asked, operation: 'models' })).toBe(false);
});

test('the first that matches plays, as often as it may', () => {
  const [a, b, c]: Scenario[] = [
    { name: 'a', match: { tool: 'Write' }, answer },
    { name: 'b', answer, times: 2 },
    { name: 'c', answer },
  ];
  const scenarios = new Scenarios([a, b, c].filter((scenario) => scenario !== undefined));
  const names = Array.from({ length: 4 }, () => scenarios.take(asked)?.name);
  expect(names).toEqual(['b', 'b', 'c', 'c']);
});
