import { expect, test } from 'vitest';
import { ASK, answer, type Body, call, refusal, talk, tool } from '../../testbed/messages-request.ts';

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
