import { describe, expect, test } from 'vitest';
import { ANSWERS, REQUEST } from '../testbed/answers.ts';
import { gather, plain, refusalOf } from '../testbed/sdks.ts';
import { sentLines } from '../testbed/sent-events.ts';
import { PROJECT, VERTEX_CLIENTS } from '../testbed/vertex-clients.ts';
import { header, headerList } from '../wire/headers.ts';
import type { Answer, Delivery, JsonObject, Step } from '../wire/scenario.ts';
import { startMock } from './server.ts';

const TOKEN = 'ya29.a-token';
const ASK = { ...REQUEST, model: 'claude-sonnet-4-5@20250929' };
const { max_tokens: _, stop_sequences: __, ...COUNTED } = ASK;
const REFUSALS = [
  [400, 'invalid_request_error'],
  [403, 'permission_error'],
  [404, 'not_found_error'],
  [413, 'request_too_large'],
  [429, 'rate_limit_error'],
  [500, 'api_error'],
  [529, 'overloaded_error'],
] as const;

/** A strict mock that takes one bearer token and those that it gives out, and answers in this order. */
function stand(...answers: Answer[]) {
  const scenarios = answers.map((answer) => ({ name: 'scripted', answer, times: 1 }));
  return startMock({ validation: 'strict', apiKey: TOKEN, scenarios });
}

describe.each(VERTEX_CLIENTS)('$name', ({ client }) => {
  test.each(Object.entries(ANSWERS))('decodes %s as scripted, whole and streamed', async (_kind, message) => {
    await using mock = await stand({ message }, { message }, { message });
    const { messages } = client(mock.url, { token: TOKEN });
    const whole = plain(await messages.create(ASK));
    const { content, ...rest } = message;
    expect(whole).toMatchObject({ ...rest, model: 'claude-sonnet-4-5-20250929', role: 'assistant' });
    expect(whole['content']).toEqual(content);
    expect(plain(await messages.stream(ASK).finalMessage())).toEqual({ ...whole, parsed_output: null });

    const { items, error } = await gather(await messages.create({ ...ASK, stream: true }));
    expect(error).toBeUndefined();
    expect(items.length).toBeGreaterThan(2);
    expect(items).toEqual(sentLines(mock.journal.exchanges.at(-1)));
    expect(mock.journal.exchanges.map(({ operation }) => operation)).toEqual(Array(3).fill('messages'));
  });

  const deliveries: Delivery[] = [
    { chunkBytes: 1 },
    { chunkBytes: 7, lineEnding: '\r\n' },
    { padding: false },
  ];
  test.each(deliveries)('reads the same however it is delivered: %j', async (delivery) => {
    const message = { id: 'msg_1', content: ANSWERS['thinking']?.content ?? [], stop_reason: 'end_turn' };
    await using mock = await stand({ message, delivery });
    const { messages } = client(mock.url, { token: TOKEN });
    expect(plain(await messages.stream(ASK).finalMessage())).toMatchObject(message);
  });

  test('gets each event before the next one is sent', async () => {
    const message = ANSWERS['parallel calls'] ?? { content: [] };
    await using mock = await stand({ message, delivery: { lockstep: true, ping: false } });
    const { messages } = client(mock.url, { token: TOKEN });
    const got: unknown[] = [];
    for await (const event of await messages.create({ ...ASK, stream: true })) {
      got.push(event);
      expect(sentLines(mock.journal.exchanges.at(-1))).toEqual(got);
      await mock.upstream.release('scripted', 'next');
    }
    expect(got.at(-1)).toEqual({ type: 'message_stop' });
  });

  test.each(['global', 'us', 'eu', 'europe-west1'])(
    'is at home in %s, with /v1 and without',
    async (region) => {
      await using mock = await stand();
      for (const base of ['', '/v1', '/behind/a/prefix/v1']) {
        const { messages } = client(`${mock.url}${base}`, { token: TOKEN }, region);
        expect(await messages.create(ASK)).toMatchObject({ type: 'message' });
        expect(mock.journal.exchanges.at(-1)?.request.target).toBe(
          `${base}/projects/${PROJECT}/locations/${region}/publishers/anthropic/models/${ASK.model}:rawPredict`,
        );
      }
    },
  );

  test('a token that the mock gave out is good, another is not', async () => {
    await using mock = await stand();
    const { messages } = client(mock.url, { tokensFrom: mock.url });
    expect(await messages.create(ASK)).toMatchObject({ type: 'message' });
    expect(mock.journal.exchanges.map(({ request }) => request.target)).toContain('/token');
    const error = await refusalOf(client(mock.url, { token: 'another' }).messages.create(ASK));
    expect(error).toMatchObject({
      status: 401,
      error: { error: { code: 401, status: 'UNAUTHENTICATED' } },
    });
  });

  test('counts tokens as scripted, and more for more text', async () => {
    await using mock = await stand({ input_tokens: 12_345 });
    const { messages } = client(mock.url, { token: TOKEN });
    expect(plain(await messages.countTokens(COUNTED))).toEqual({ input_tokens: 12_345 });
    const few = await messages.countTokens(COUNTED);
    const more = await messages.countTokens({ ...COUNTED, system: 'Be brief. '.repeat(100) });
    expect(more.input_tokens).toBeGreaterThan(few.input_tokens);
    expect(new Set(mock.journal.exchanges.map(({ operation }) => operation))).toEqual(
      new Set(['count_tokens']),
    );
  });

  test('sends betas in the header, where they open what they name', async () => {
    await using mock = await stand();
    const { messages } = client(mock.url, { token: TOKEN }).beta;
    const edits = { context_management: { edits: [] } };
    const managed = { ...ASK, ...edits, betas: ['context-management-2025-06-27'] };
    expect(await messages.create(managed)).toMatchObject({ type: 'message' });
    const { headers } = mock.journal.exchanges.at(-1)?.request ?? { headers: [] };
    expect(headerList(headers, 'anthropic-beta')).toEqual(['context-management-2025-06-27']);
    expect(await refusalOf(messages.create({ ...ASK, ...edits }))).toMatchObject({
      status: 400,
      error: { error: { message: 'context_management: Extra inputs are not permitted' } },
    });
  });

  test.each(REFUSALS)('%i %s before the answer, whole and streamed', async (status, type) => {
    const answer: Answer = { status, error: { type, message: `Scripted "ü" ${type}.` } };
    await using mock = await stand(answer, answer);
    const { messages } = client(mock.url, { token: TOKEN });
    for (const stream of [false, true]) {
      const error = await refusalOf(messages.create({ ...ASK, stream }));
      const { headers } = mock.journal.exchanges.at(-1)?.response ?? { headers: [] };
      const id = header(headers, 'request-id');
      expect(id).toMatch(/^req_vrtx_/);
      const envelope = { type: 'error', error: { type, message: `Scripted "ü" ${type}.` }, request_id: id };
      expect(error).toMatchObject({ status, type, requestID: id, error: envelope });
    }
  });

  test('what the platform refuses, by itself and scripted', async () => {
    const answer: Answer = { status: 429, error: { type: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded.' } };
    await using mock = await stand(answer);
    const { messages } = client(mock.url, { token: TOKEN });
    expect(await refusalOf(messages.create(ASK))).toMatchObject({
      status: 429,
      error: { error: { code: 429, message: 'Quota exceeded.', status: 'RESOURCE_EXHAUSTED' } },
    });
    expect(await refusalOf(messages.create({ ...ASK, model: 'no-claude' }))).toMatchObject({
      status: 404,
      error: { error: { code: 404, status: 'NOT_FOUND' } },
    });
  });

  const message = { ...ANSWERS['text'], type: 'message', role: 'assistant', content: [] };
  const events: JsonObject[] = [
    { type: 'message_start', message },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Half of' } },
  ];
  const started: Step[] = events.map((event) => ({ event }));

  test('an error event in a stream is thrown behind what came before it', async () => {
    const envelope = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    await using mock = await stand({ steps: [...started, { event: envelope }] });
    const { messages } = client(mock.url, { token: TOKEN });
    const { items, error } = await gather(await messages.create({ ...ASK, stream: true }));
    expect(items).toEqual(events);
    expect(error).toMatchObject({ status: undefined, type: 'overloaded_error', error: envelope });
  });

  test('a connection that breaks in a stream is thrown behind what came before it', async () => {
    const gated = started.flatMap((step) => [step, { gate: true } as const]);
    await using mock = await stand({ steps: [...gated, { end: 'cut' }] });
    const items: unknown[] = [];
    const read = async () => {
      const { messages } = client(mock.url, { token: TOKEN });
      for await (const event of await messages.create({ ...ASK, stream: true })) {
        items.push(event);
        await mock.upstream.release('scripted', 'next');
      }
    };
    expect(await refusalOf(read())).toBeInstanceOf(Error);
    expect(items).toEqual(events);
  });
});
