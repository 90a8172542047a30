import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterEach, describe, expect, test } from 'vitest';
import { BASE_URLS, type MockHandlerOptions, mockHandlers } from './msw.ts';
import { ANSWERS, REQUEST } from './testbed/answers.ts';
import { gather, plain, refusalOf, SDKS } from './testbed/sdks.ts';
import type { Answer, Step } from './wire/scenario.ts';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

/** Puts the mock under every fetch of this process, with these answers in this order. */
function intercept(answers: Answer[], options: MockHandlerOptions = {}) {
  const scenarios = answers.map((answer) => ({ name: 'scripted', answer, times: 1 }));
  const handlers = mockHandlers({ validation: 'strict', scenarios, ...options });
  const server = setupServer(...handlers);
  server.listen({ onUnhandledRequest: 'error' });
  cleanups.push(() => server.close());
  return { release: handlers.release, use: server.use.bind(server) };
}

/** Many times what an answer needs that nobody holds back. */
async function turns(count: number): Promise<string> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
  return 'nothing yet';
}

const message = ANSWERS['parallel calls'] ?? { content: [] };
/** Three events, the last one of them half a text. */
const STARTED: Step[] = [
  {
    event: {
      type: 'message_start',
      message: { ...message, type: 'message', role: 'assistant', content: [] },
    },
  },
  { event: { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } } },
  { event: { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Half of' } } },
];
const EVENTS = STARTED.map((step) => ('event' in step ? step.event : step));
const STREAMED = { ...REQUEST, stream: true } as const;

describe.each(SDKS)('$name', (sdk) => {
  const key = { apiKey: 'any' };

  test.each(Object.entries(ANSWERS))(
    'decodes %s as scripted, whole and streamed',
    async (_kind, scripted) => {
      intercept([{ message: scripted }, { message: scripted }]);
      const { messages } = sdk.client(key);
      const whole = plain(await messages.create(REQUEST));
      expect(whole).toMatchObject({ ...scripted, model: REQUEST.model });
      const streamed = plain(await messages.stream(REQUEST).finalMessage());
      expect(streamed).toEqual({ ...whole, parsed_output: null });
    },
  );

  test('reads an answer of single bytes with delays', async () => {
    const delivery = { chunkBytes: 1, eventDelay: 1, lineEnding: '\r\n' } as const;
    intercept([{ message, delivery }]);
    const { content } = plain(await sdk.client(key).messages.stream(REQUEST).finalMessage());
    expect(content).toEqual(message.content);
  });

  test('holds each event back until its gate is opened', async () => {
    const held: Step[] = STARTED.flatMap((step) => [{ gate: true }, step]);
    const handlers = intercept([{ steps: held }]);
    const stream = (await sdk.client(key).messages.create(STREAMED))[Symbol.asyncIterator]();
    for (const expected of EVENTS) {
      const next = stream.next();
      expect(await Promise.race([next, turns(50)])).toBe('nothing yet');
      handlers.release('scripted', 'next');
      expect((await next).value).toEqual(expected);
    }
    expect((await stream.next()).done).toBe(true);
  });

  test.each(['cut', 'reset'] as const)('a %s is an error behind what came before it', async (end) => {
    intercept([{ steps: [...STARTED, { end }] }, { end }]);
    const { messages } = sdk.client(key);
    const { items, error } = await gather(await messages.create(STREAMED));
    expect(items).toEqual(EVENTS);
    expect(error).toBeInstanceOf(Error);
    expect(await refusalOf(messages.create(REQUEST))).toBeInstanceOf(sdk.errors.APIConnectionError);
  });

  test('a stall lasts until the client gives up', async () => {
    intercept([{ steps: [...STARTED, { end: 'stall' }] }, { end: 'stall' }]);
    const { messages } = sdk.client(key);
    const leave = new AbortController();
    const items: unknown[] = [];
    const read = async () => {
      for await (const event of await messages.create(STREAMED, { signal: leave.signal })) {
        if (items.push(event) === EVENTS.length) leave.abort();
      }
    };
    await read();
    expect(items).toEqual(EVENTS);
    const refused = await refusalOf(messages.create(REQUEST, { timeout: 20 }));
    expect(refused).toBeInstanceOf(sdk.errors.APIConnectionTimeoutError);
  });

  test('refuses like the genuine API', async () => {
    const error = { type: 'overloaded_error', message: 'Overloaded' };
    intercept([{ status: 529, error }], { apiKey: 'good' });
    const { messages } = sdk.client({ apiKey: 'good' });
    const overloaded = await refusalOf(messages.create(REQUEST));
    expect(overloaded).toBeInstanceOf(sdk.errors.InternalServerError);
    expect(overloaded).toMatchObject({
      status: 529,
      requestID: expect.stringMatching(/^req_/),
      error: { error },
    });
    expect(await refusalOf(sdk.client(key).models.list())).toBeInstanceOf(sdk.errors.AuthenticationError);
    const invalid = await refusalOf(messages.create({ ...REQUEST, max_tokens: 1_024 }));
    expect(invalid).toBeInstanceOf(sdk.errors.BadRequestError);
  });

  test('counts tokens, lists and retrieves models under a base URL with a path', async () => {
    const baseURL = 'http://gateway.internal:4000/llm/';
    intercept([{ input_tokens: 77 }], { baseUrl: baseURL });
    const { messages, models } = sdk.client({ baseURL, ...key });
    const { max_tokens: _, stop_sequences: __, ...counted } = REQUEST;
    expect(plain(await messages.countTokens(counted))).toEqual({ input_tokens: 77 });
    const { items } = await gather(await models.list({ limit: 4 }));
    expect(items.length).toBeGreaterThan(4);
    expect(plain(await models.retrieve(items[0]?.id ?? ''))).toEqual(plain(items[0] ?? {}));
  });
});

test('leaves other hosts to other handlers', async () => {
  const server = intercept([]);
  server.use(http.get('https://example.com/v1/models', () => HttpResponse.text('theirs')));
  expect(await (await fetch('https://example.com/v1/models')).text()).toBe('theirs');
});

test.each(Object.entries(BASE_URLS))('answers at the hosts of %s', async (_format, baseUrl) => {
  intercept([], { baseUrl });
  for (const url of baseUrl) {
    expect((await fetch(`${url.replace('*', 'any-1')}/nowhere`)).status, url).toBe(404);
  }
});

test('knows the host that was asked', async () => {
  const answer = { status: 200, body: 'yes' };
  intercept([], {
    validation: 'none',
    scenarios: [{ match: { headers: { host: 'api.anthropic.com' } }, answer }],
  });
  const asked = { method: 'POST', body: JSON.stringify(REQUEST) };
  const response = await fetch('https://api.anthropic.com/v1/messages', asked);
  expect(await response.text()).toBe('yes');
});

test('answers a probe that has no body', async () => {
  intercept([]);
  const { status } = await fetch('https://api.anthropic.com/api/hello', { method: 'HEAD' });
  expect(status).toBe(200);
});
