import { expect, test } from 'vitest';
import type { JsonObject } from '../wire/scenario.ts';
import { Rehearsal } from './rehearsal.ts';
import { startMock } from './server.ts';

const asking = (text: string): JsonObject => ({
  messages: [{ role: 'user', content: [{ type: 'text', text }] }],
});
const BUSY = '{"status":529,"error":{"type":"overloaded_error","message":"Busy."}}';
const DONE = '{"message":{"content":[{"type":"text","text":"Done."}]}}';

test('a prompt gets what it asks for in one of its lines', () => {
  const rehearsal = new Rehearsal();
  const busy = { status: 529, error: { type: 'overloaded_error', message: 'Busy.' } };
  expect(rehearsal.take('messages', asking(`gateway-check answer: ${BUSY}`))).toEqual(busy);
  expect(rehearsal.take('messages', asking(`Please.\ngateway-check answer:${BUSY}\nThanks.`))).toEqual(busy);
  expect(rehearsal.take('messages', asking('What does gateway-check do?'))).toBeUndefined();
});

test('answers in a list come one after the other, and the last one stays; each prompt has its own', () => {
  const rehearsal = new Rehearsal();
  const statuses = (prompt: string, times: number) =>
    Array.from({ length: times }, () => {
      const answer = rehearsal.take('messages', asking(prompt));
      return answer && 'status' in answer ? answer.status : 200;
    });
  const first = `gateway-check answer: [${BUSY},${BUSY},${DONE}]`;
  expect(statuses(first, 4)).toEqual([529, 529, 200, 200]);
  expect(statuses(first.replace('Busy.', 'Later.'), 1)).toEqual([529]);
});

test('who counts a prompt before it is sent gets a count', () => {
  expect(new Rehearsal().take('count_tokens', asking(`gateway-check answer: ${BUSY}`))).toBeUndefined();
});

test('what is no answer is refused, with what is wrong with it', () => {
  const messageOf = (cue: string) => {
    const answer = new Rehearsal().take('messages', asking(`gateway-check answer: ${cue}`));
    return answer && 'error' in answer ? answer.error.message : undefined;
  };
  expect(messageOf('{"status": 529')).toMatch(/^gateway-check answer: not JSON: /);
  expect(messageOf('{"status": 99, "error": {"type": "x", "message": "y"}}')).toMatch(
    /^gateway-check answer: .*status/s,
  );
  expect(messageOf('[]')).toMatch(/^gateway-check answer: /);
});

const STRAY = { type: 'tool_result', tool_use_id: 'toolu_01NobodyCalledIt', content: 'Done.' };

/** Status and text of what a strict mock answers to a prompt behind a result for a call that nobody made. */
async function strictly(rehearse: boolean, path: string, more: object) {
  await using mock = await startMock({ validation: 'strict', rehearse });
  const content = [STRAY, { type: 'text', text: `gateway-check answer: ${BUSY}` }];
  const response = await fetch(mock.url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-api-key': 'k',
      authorization: 'Bearer k',
      'anthropic-version': '2023-06-01',
    },
    body: JSON.stringify({ max_tokens: 9, messages: [{ role: 'user', content }], ...more }),
  });
  return `${response.status} ${await response.text()}`;
}

test.each([
  ['Messages', '/v1/messages', { model: 'claude-opus-5-5' }],
  ['Bedrock', '/model/us.anthropic.claude-opus-5-5/invoke', { anthropic_version: 'bedrock-2023-05-31' }],
  [
    'Vertex',
    '/v1/projects/p/locations/global/publishers/anthropic/models/claude-opus-5-5:streamRawPredict',
    { anthropic_version: 'vertex-2023-10-16', stream: true },
  ],
])('%s: an option has it played, ahead of the rules; without it the rules count', async (_, path, more) => {
  expect(await strictly(true, path, more)).toMatch(/^529 .*"message":"Busy\."/);
  expect(await strictly(false, path, more)).toMatch(/^400 .*toolu_01NobodyCalledIt/);
});
