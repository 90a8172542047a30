import { describe, expect, test } from 'vitest';
import { ANSWERS, REQUEST } from '../../testbed/answers.ts';
import { gather, plain, refusalOf, SDKS } from '../../testbed/sdks.ts';
import type { Provider } from '../../wire/capabilities.ts';
import type { Answer } from '../../wire/scenario.ts';
import { startGateway } from '../gateway.ts';
import { managed } from '../layers/credentials.ts';
import { startMock } from '../server.ts';
import { bridge } from './bridge.ts';

const WAYS = (['bedrock', 'vertex'] as const).flatMap((to) =>
  SDKS.map((sdk) => ({ to, sdk, way: sdk.name })),
);
const KEYS = { accepted: ['a-developers-key'], provider: 'the-providers-key' };

/** A strict mock behind a bridge, that gives these answers in this order. */
async function behind(to: Provider, ...answers: Answer[]) {
  const scenarios = answers.map((answer) => ({ name: 'scripted', answer, times: 1 }));
  const mock = await startMock({ validation: 'strict', apiKey: KEYS.provider, scenarios });
  const gateway = await startGateway({ upstream: mock.url, layers: [managed(KEYS), bridge({ to })] });
  return {
    options: { baseURL: gateway.url, apiKey: KEYS.accepted[0] ?? '' },
    [Symbol.asyncDispose]: async () => {
      await gateway.close();
      await mock.close();
    },
  };
}

describe.each(WAYS)('$way over a bridge to $to', ({ to, sdk }) => {
  test.each(Object.entries(ANSWERS))('reads %s, streamed and whole', async (_, message) => {
    await using stand = await behind(to, { message }, { message });
    const client = sdk.client(stand.options);
    const streamed = await client.messages.stream({ ...REQUEST }).finalMessage();
    const whole = await client.messages.create({ ...REQUEST });
    for (const { content, model } of [plain(streamed), plain(whole)]) {
      expect(content).toEqual(plain(message)['content']);
      expect(model).toBe(REQUEST.model);
    }
    expect(streamed.usage.output_tokens).toBe(whole.usage.output_tokens);
  });

  test.each([
    [400, 'invalid_request_error', 'BadRequestError', 400],
    [429, 'rate_limit_error', 'RateLimitError', 429],
    [503, 'overloaded_error', 'InternalServerError', 529],
  ] as const)('raises %s as %s', async (status, type, name, seen) => {
    const message = 'prompt is too long: 9 tokens > 8 maximum';
    await using stand = await behind(to, { status, error: { type, message } });
    const error = await refusalOf(sdk.client(stand.options).messages.create({ ...REQUEST }));
    expect(error).toBeInstanceOf(sdk.errors[name]);
    expect(error).toMatchObject({ status: seen, error: { error: { type, message } } });
  });

  test('raises a failure in mid-stream, after what came before it', async () => {
    const steps = [
      {
        event: {
          type: 'message_start',
          message: {
            id: 'msg_1',
            type: 'message',
            role: 'assistant',
            model: 'm',
            content: [],
            stop_reason: null,
            stop_sequence: null,
            usage: { input_tokens: 1, output_tokens: 1 },
          },
        },
      },
      { event: { type: 'error', error: { type: 'overloaded_error', message: 'Busy' } } },
    ];
    await using stand = await behind(to, { steps });
    const stream = await sdk.client(stand.options).messages.create({ ...REQUEST, stream: true });
    const { items, error } = await gather(stream);
    expect(items.map(({ type }) => type)).toEqual(['message_start']);
    expect(error).toHaveProperty('error.error', { type: 'overloaded_error', message: 'Busy' });
  });

  test('counts tokens and lists models', async () => {
    await using stand = await behind(to, { input_tokens: 4_711 });
    const client = sdk.client(stand.options);
    const { model, messages } = REQUEST;
    expect((await client.messages.countTokens({ model, messages })).input_tokens).toBe(4_711);
    expect((await client.models.list()).data.length).toBeGreaterThan(0);
  });
});
