import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { scenarioFileSchema, scenariosOf } from './scenario-file.ts';

const FILE = '../../fixtures/schema/scenario.schema.json';
const EXAMPLES = new URL('../../fixtures/scenarios/', import.meta.url);

const everyAnswer = [
  {
    message: {
      content: [{ type: 'text', text: 'hi' }],
      stop_reason: 'stop_sequence',
      stop_sequence: null,
      usage: { output_tokens: 2 },
      model: 'claude-x',
      id: 'msg_1',
      extra: { container: null },
    },
    delivery: {
      chunkBytes: 1,
      eventDelay: 5,
      lockstep: true,
      held: true,
      ping: false,
      padding: false,
      lineEnding: '\r\n',
    },
    headers: [['x-served-by', 'mock']],
  },
  {
    steps: [
      { event: { type: 'ping' } },
      { raw: 'data: [DONE]\n\n' },
      { base64: 'AAEC' },
      { comment: 'still here' },
      { delay: 10 },
      { gate: true },
      { end: 'stall' },
    ],
    status: 200,
    delivery: {},
    headers: [],
  },
  { error: { type: 'overloaded_error', message: 'Overloaded', details: [null] }, status: 529, headers: [] },
  { body: '<html>', status: 502, headers: [['content-type', 'text/html']] },
  { body: { any: 'thing' }, status: 200 },
  { body: null, status: 204 },
  { input_tokens: 12, headers: [] },
  { end: 'reset' },
];
const everyCondition = {
  operation: 'messages',
  lastUserText: 'a',
  systemText: 'b',
  toolResultOf: 'Bash',
  tool: 'Read',
  model: 'claude-x',
  stream: true,
  headers: { 'x-app': '' },
  bodyKeys: ['thinking'],
};
const whole = everyAnswer.map((answer, i) => ({ name: `n${i}`, match: everyCondition, answer, times: 2 }));

test('the published schema is that of the code; write it with vitest -u', async () => {
  const schema = z.toJSONSchema(scenarioFileSchema, { io: 'input' });
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(FILE);
});

test('a file may say all that a Scenario can, as a list or in an object', () => {
  expect(scenariosOf(scenarioFileSchema.parse(whole))).toEqual(whole);
  expect(scenariosOf(scenarioFileSchema.parse({ $schema: 'x', scenarios: whole }))).toEqual(whole);
});

test('the published schema takes the same file, and the examples that are shipped', () => {
  const schema: object = JSON.parse(readFileSync(new URL(FILE, import.meta.url), 'utf8'));
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { base64: true } }).compile(
    schema,
  );
  const examples = readdirSync(EXAMPLES).map((name) => readFileSync(new URL(name, EXAMPLES), 'utf8'));
  expect(examples.length).toBeGreaterThan(0);
  for (const file of [whole, ...examples.map((text) => JSON.parse(text))]) {
    expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
    expect(scenarioFileSchema.safeParse(file).error).toBeUndefined();
  }
});

test('the guide shows the shipped example, and scenarios that are valid', () => {
  const guide = readFileSync(new URL('../../docs/mock.md', import.meta.url), 'utf8');
  const shown = [...guide.matchAll(/^```json\n(.*?)^```$/gms)].map((block) => block[1] ?? '');
  expect(shown[0]).toBe(readFileSync(new URL('two-tools.json', EXAMPLES), 'utf8'));
  for (const text of shown) expect(scenarioFileSchema.safeParse(JSON.parse(text)).error).toBeUndefined();
});

test.each([
  ['a status below 200', { body: '', status: 101 }],
  ['a status that is none', { error: { type: 't', message: 'm' }, status: 600 }],
  ['a header name with a blank', { input_tokens: 1, headers: [['x y', '1']] }],
  ['a header value with a line feed', { input_tokens: 1, headers: [['x', 'a\nb']] }],
  ['chunks of no bytes', { ...everyAnswer[0], delivery: { chunkBytes: 0 } }],
  ['a delay back in time', { steps: [{ delay: -1 }] }],
  ['base64 that is none', { steps: [{ base64: '***' }] }],
  ['a step of two kinds', { steps: [{ raw: 'a', comment: 'b' }] }],
  ['an answer of two kinds', { input_tokens: 1, end: 'cut' }],
])('%s is refused', (_, answer) => {
  expect(scenarioFileSchema.safeParse([{ answer }]).success).toBe(false);
});
