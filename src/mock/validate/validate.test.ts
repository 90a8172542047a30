import { expect, test } from 'vitest';
import { ASK, answer, type Body, HEADERS, judge, text, tool, user } from '../../testbed/messages-request.ts';
import type { RawHeaders } from '../../wire/headers.ts';
import { validateMessages } from './validate.ts';

test('a plain request passes, also with a charset and the newest version', () => {
  expect(judge(ASK)).toEqual({ ok: true, warnings: [] });
  const headers: RawHeaders = [
    ['content-type', 'application/json; charset=utf-8'],
    ['Anthropic-Version', '2026-10-21'],
  ];
  expect(judge(ASK, headers)).toEqual({ ok: true, warnings: [] });
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
