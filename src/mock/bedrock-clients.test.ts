import { CountTokensCommand } from '@aws-sdk/client-bedrock-runtime';
import { describe, expect, test } from 'vitest';
import { ANSWERS, REQUEST } from '../testbed/answers.ts';
import { KEYS } from '../testbed/aws.ts';
import { awsClient, BEDROCK_CLIENTS, type BedrockAuth } from '../testbed/bedrock-clients.ts';
import { gather, refusalOf } from '../testbed/sdks.ts';
import { sentChunks } from '../testbed/sent-events.ts';
import type { Answer, Delivery } from '../wire/scenario.ts';
import { startMock } from './server.ts';

const MODEL = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const ARN = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123';
const BEARER = 'a-bedrock-api-key';
const SIGNED: BedrockAuth = { keys: KEYS };
const { tools = [], ...TURN } = REQUEST;
/** What Bedrock takes of it: the search runs on servers of Anthropic. */
const ASK = { ...TURN, model: MODEL, tools: tools.filter(({ type = 'custom' }) => type === 'custom') };

/** A strict mock that takes good signatures and one bearer token, and answers in this order. */
function stand(...answers: Answer[]) {
  const scenarios = answers.map((answer) => ({ name: 'scripted', answer, times: 1 }));
  return startMock({ validation: 'strict', apiKey: BEARER, sigv4: KEYS, scenarios });
}

describe.each(BEDROCK_CLIENTS)('$name', (client) => {
  test.each(Object.entries(ANSWERS))('decodes %s as scripted, whole and streamed', async (_kind, message) => {
    await using mock = await stand({ message }, { message });
    const whole = await client.whole(mock.url, SIGNED, ASK);
    const { content, ...rest } = message;
    expect(whole).toMatchObject({ ...rest, model: 'claude-sonnet-4-5-20250929', role: 'assistant' });
    expect(whole['content']).toEqual(content);

    const { items, error } = await gather(client.streamed(mock.url, SIGNED, ASK));
    expect(error).toBeUndefined();
    expect(items.length).toBeGreaterThan(2);
    expect(items).toEqual(sentChunks(mock.journal.exchanges.at(-1)));
    expect(items.at(-1)).toMatchObject({
      type: 'message_stop',
      'amazon-bedrock-invocationMetrics': { inputTokenCount: expect.any(Number) },
    });
    expect(mock.journal.exchanges.map(({ transport }) => transport)).toEqual(
      Array.from({ length: 2 }, () => client.transport),
    );
  });

  const deliveries: Delivery[] = [
    { chunkBytes: 1 },
    { chunkBytes: 7 },
    { padding: false },
    { eventDelay: 1 },
  ];
  test.each(deliveries)('reads the same however it is delivered: %j', async (delivery) => {
    const message = { id: 'msg_1', content: ANSWERS['thinking']?.content ?? [], stop_reason: 'end_turn' };
    await using mock = await stand({ message, delivery }, { message });
    const { items: split } = await gather(client.streamed(mock.url, SIGNED, ASK));
    const { items: together } = await gather(client.streamed(mock.url, SIGNED, ASK));
    const metrics = 'amazon-bedrock-invocationMetrics';
    expect(split.length).toBeGreaterThan(5);
    expect(split.slice(0, -1)).toEqual(together.slice(0, -1));
    expect(split.at(-1)).toHaveProperty(metrics);
  });

  test('gets each event before the next one is sent', async () => {
    const message = ANSWERS['parallel calls'] ?? { content: [] };
    await using mock = await stand({ message, delivery: { lockstep: true } });
    const got: unknown[] = [];
    for await (const event of client.streamed(mock.url, SIGNED, ASK)) {
      got.push(event);
      expect(sentChunks(mock.journal.exchanges.at(-1))).toEqual(got);
      await mock.upstream.release('scripted', 'next');
    }
    expect(got.at(-1)).toMatchObject({ type: 'message_stop' });
  });

  test('a bearer token and a model behind an ARN are as good', async () => {
    await using mock = await stand();
    for (const auth of [{ bearer: BEARER }, SIGNED]) {
      for (const model of [MODEL, ARN, 'anthropic.claude-sonnet-4-6']) {
        const { content } = await client.whole(mock.url, auth, { ...ASK, model });
        expect(content).toEqual([{ type: 'text', text: 'write_file answered: written' }]);
      }
    }
    expect(mock.journal.exchanges.length).toBe(6);
  });

  test('goes without a credential where none is demanded, and is refused where one is', async () => {
    await using open = await startMock({ validation: 'lenient' });
    expect(await client.whole(open.url, 'none', ASK)).toMatchObject({ type: 'message' });
    const [exchange] = open.journal.exchanges;
    expect(exchange?.request.headers.filter(([name]) => /^authorization$/i.test(name))).toEqual([]);
    await using closed = await stand();
    for (const auth of [
      'none',
      { bearer: 'another' },
      { keys: { ...KEYS, secretAccessKey: 'x' } },
    ] as const) {
      const error = await refusalOf(client.whole(closed.url, auth, ASK));
      const status = client.vendor === 'aws' ? { $metadata: { httpStatusCode: 403 } } : { status: 403 };
      expect(error).toMatchObject(status);
    }
  });
});

describe.each(['HTTP/2', 'HTTP/1.1'])('the AWS SDK over %s', (transport) => {
  const counter = (url: string) => awsClient(url, SIGNED, transport === 'HTTP/1.1');
  const { max_tokens: _, model: __, ...prompt } = ASK;
  const wrapped = (more: object = {}) => ({
    invokeModel: {
      body: Buffer.from(JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', ...prompt, ...more })),
    },
  });

  test('counts tokens as scripted, and more for more text', async () => {
    await using mock = await stand({ input_tokens: 12_345 });
    const client = counter(mock.url);
    const count = async (input: ReturnType<typeof wrapped>) => {
      const { inputTokens = 0 } = await client.send(new CountTokensCommand({ modelId: MODEL, input }));
      return inputTokens;
    };
    expect(await count(wrapped())).toBe(12_345);
    const few = await count(wrapped());
    expect(await count(wrapped({ system: 'Be brief. '.repeat(100) }))).toBeGreaterThan(few + 100);
    client.destroy();
  });

  test('is refused what it wraps, and counts a conversation', async () => {
    await using mock = await stand();
    const client = counter(mock.url);
    const bad = new CountTokensCommand({ modelId: MODEL, input: wrapped({ invented: 1 }) });
    expect(await refusalOf(client.send(bad))).toMatchObject({
      name: 'ValidationException',
      message: 'invented: Extra inputs are not permitted',
    });
    const messages = [{ role: 'user' as const, content: [{ text: 'hello' }] }];
    const converse = new CountTokensCommand({ modelId: MODEL, input: { converse: { messages } } });
    expect((await client.send(converse)).inputTokens).toBeGreaterThan(0);
    client.destroy();
  });
});
