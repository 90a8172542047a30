import { describe, expect, test } from 'vitest';
import { REQUEST } from '../testbed/answers.ts';
import { BEDROCK_CLIENTS, type BedrockClient } from '../testbed/bedrock-clients.ts';
import { gather, refusalOf } from '../testbed/sdks.ts';
import { header } from '../wire/headers.ts';
import type { Answer, JsonObject, Step } from '../wire/scenario.ts';
import { startMock } from './server.ts';

const { max_tokens, messages } = REQUEST;
const ASK = { model: 'us.anthropic.claude-opus-5-5', max_tokens, messages: messages.slice(0, 1) };
const BEARER = { bearer: 'any' };

/** A mock that answers in this order. */
function stand(...answers: Answer[]) {
  const scenarios = answers.map((answer) => ({ name: 'scripted', answer, times: 1 }));
  return startMock({ validation: 'strict', scenarios });
}

/** What a client makes of a refusal: the SDK of AWS knows its name, that of Anthropic its status and body. */
function refused(client: BedrockClient, status: number, name: string, message: string, requestId: unknown) {
  return client.vendor === 'aws'
    ? { name, message, $metadata: { httpStatusCode: status, requestId } }
    : { status, error: { message } };
}

describe.each(BEDROCK_CLIENTS)('$name', (client) => {
  test.each([
    [400, 'ValidationException'],
    [403, 'AccessDeniedException'],
    [404, 'ResourceNotFoundException'],
    [408, 'ModelTimeoutException'],
    [424, 'ModelErrorException'],
    [429, 'ThrottlingException'],
    [500, 'InternalServerException'],
    [503, 'ServiceUnavailableException'],
    [400, 'ServiceQuotaExceededException'],
    [429, 'ModelNotReadyException'],
  ])('%i %s before the answer', async (status, name) => {
    // The first by the name that Bedrock has for the status, the second by its own.
    const types = /Quota|NotReady/.test(name) ? [name] : ['api_error', name];
    for (const type of types) {
      const answer: Answer = { status, error: { type, message: `Scripted "ü" ${name}.` } };
      await using mock = await stand(answer, answer);
      const { exchanges } = mock.journal;
      const calls = [
        () => client.whole(mock.url, BEARER, ASK),
        () => gather(client.streamed(mock.url, BEARER, ASK)).then(({ error }) => Promise.reject(error)),
      ];
      for (const call of calls) {
        const error = await refusalOf(call());
        const id = header(exchanges.at(-1)?.response.headers ?? [], 'x-amzn-requestid');
        expect(error).toMatchObject(refused(client, status, name, `Scripted "ü" ${name}.`, id));
      }
      expect(exchanges.length).toBe(2);
    }
  });

  test('what the mock itself refuses', async () => {
    await using mock = await startMock({ validation: 'strict' });
    const about = async (ask: object) => refusalOf(client.whole(mock.url, BEARER, { ...ASK, ...ask }));
    for (const [ask, message] of [
      [{ invented: 1 }, 'invented: Extra inputs are not permitted'],
      [{ model: 'invalid-model-id' }, 'The provided model identifier is invalid.'],
      [{ anthropic_beta: ['gwcheck-unknown'] }, 'invalid beta flag'],
      [{ anthropic_version: '1999-01-01' }, 'Invalid API version: 1999-01-01'],
    ] as const) {
      const error = await about(ask);
      const expected =
        client.vendor === 'aws'
          ? { name: 'ValidationException', message }
          : { status: 400, error: { message } };
      expect(error).toMatchObject(expected);
    }
  });

  const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'm', content: [], usage: {} };
  const events: JsonObject[] = [
    { type: 'message_start', message },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Half of' } },
  ];
  const started: Step[] = events.map((event) => ({ event }));
  const failing = (type: string, more: JsonObject = {}): Step => ({
    event: { type: 'error', error: { type, message: `Scripted ${type}.`, ...more } },
  });

  test.each([
    ['internalServerException', 'internalServerException'],
    ['modelStreamErrorException', 'modelStreamErrorException'],
    ['modelTimeoutException', 'modelTimeoutException'],
    ['serviceUnavailableException', 'serviceUnavailableException'],
    ['throttlingException', 'throttlingException'],
    ['validationException', 'validationException'],
    // As Messages calls them.
    ['overloaded_error', 'serviceUnavailableException'],
    ['api_error', 'internalServerException'],
    ['rate_limit_error', 'throttlingException'],
  ])('%s in a stream is the exception %s behind what came before it', async (type, exception) => {
    const more = type === 'modelStreamErrorException' ? { originalStatusCode: 529 } : {};
    await using mock = await stand({ steps: [...started, failing(type, more)] });
    const { items, error } = await gather(client.streamed(mock.url, BEARER, ASK));
    expect(items).toEqual(events);
    const text = `Scripted ${type}.`;
    const name = exception.replace(/^./, (letter) => letter.toUpperCase());
    expect(error).toMatchObject(
      client.vendor === 'aws'
        ? { name, message: text, ...more }
        : { status: undefined, type: exception, error: { error: { type: exception, message: text } } },
    );
  });

  test('an error that Bedrock does not declare', async () => {
    const event = { type: 'error', error: { type: 'error', code: 'internalFailure', message: 'Scripted.' } };
    await using mock = await stand({ steps: [...started, { event }] });
    const { items, error } = await gather(client.streamed(mock.url, BEARER, ASK));
    expect(items).toEqual(events);
    expect(error).toMatchObject(
      client.vendor === 'aws'
        ? { name: 'internalFailure', message: 'Scripted.' }
        : { type: 'internalFailure', error: { error: { message: 'Scripted.' } } },
    );
  });

  test.each(['cut', 'reset'] as const)(
    'a %s in a stream is thrown behind what came before it',
    async (end) => {
      // The gate lets the client read what came first: a reset overtakes what it has not read yet.
      const gated = started.flatMap((step) => [step, { gate: true } as const]);
      await using mock = await stand({ steps: [...gated, { end }] });
      const items: unknown[] = [];
      const read = async () => {
        for await (const event of client.streamed(mock.url, BEARER, ASK)) {
          items.push(event);
          await mock.upstream.release('scripted', 'next');
        }
      };
      expect(await refusalOf(read())).toBeInstanceOf(Error);
      expect(items).toEqual(events);
      expect(mock.journal.exchanges.at(-1)?.ended).toBe(end);
    },
  );
});
