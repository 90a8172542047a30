import { afterEach, describe, expect, test, vi } from 'vitest';
import { ANSWERS, REQUEST } from '../testbed/answers.ts';
import { ROUTES, sdkStand } from '../testbed/sdk-stand.ts';
import { gather, plain, refusalOf, SDKS } from '../testbed/sdks.ts';
import { header } from '../wire/headers.ts';
import type { Answer, Step } from '../wire/scenario.ts';

const WAYS = ROUTES.flatMap((route) => SDKS.map((sdk) => ({ route, sdk, way: `${sdk.name} ${route}` })));
const MESSAGE = ANSWERS['text'] ?? { content: [] };

/** As the genuine API has them: status, `error.type`, the SDK's class, and whether the SDK tries again. */
const REFUSALS = [
  [400, 'invalid_request_error', 'BadRequestError', 'once'],
  [401, 'authentication_error', 'AuthenticationError', 'once'],
  [402, 'billing_error', 'APIError', 'once'],
  [403, 'permission_error', 'PermissionDeniedError', 'once'],
  [404, 'not_found_error', 'NotFoundError', 'once'],
  [413, 'request_too_large', 'APIError', 'once'],
  [429, 'rate_limit_error', 'RateLimitError', 'again'],
  [500, 'api_error', 'InternalServerError', 'again'],
  [504, 'timeout_error', 'InternalServerError', 'again'],
  [529, 'overloaded_error', 'InternalServerError', 'again'],
] as const;

afterEach(() => {
  vi.restoreAllMocks();
});

/** Lets waits of `from` to `to` milliseconds pass at once. @returns how many there were */
function skipWaits(from: number, to = from): () => number {
  const { setTimeout } = globalThis;
  let count = 0;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, ms = 0) => {
    const isMeant = ms >= from && ms <= to;
    if (isMeant) count += 1;
    return setTimeout(run, isMeant ? 0 : ms);
  }) as typeof setTimeout);
  return () => count;
}

function refusal(status: number, type: string, headers: [string, string][] = []): Answer {
  return { status, error: { type, message: `Scripted ${type}: "ü".`, details: { hint: [status] } }, headers };
}

describe.each(WAYS)('$way', ({ route, sdk }) => {
  test.each(REFUSALS)('%i %s becomes %s, tried %s', async (status, type, name, tried) => {
    const answer = refusal(status, type, [['retry-after', '7']]);
    const waited = skipWaits(7_000);
    for (const stream of [false, true]) {
      await using stand = await sdkStand(route, answer, answer, answer);
      const client = sdk.client({ ...stand, maxRetries: 1 });
      const error = await refusalOf(client.messages.create({ ...REQUEST, stream }));

      const { exchanges } = stand.mock.journal;
      expect(exchanges.length).toBe(tried === 'again' ? 2 : 1);
      const { headers } = exchanges.at(-1)?.response ?? { headers: [] };
      expect(error).toBeInstanceOf(sdk.errors[name]);
      expect(error).toMatchObject({ status, type, requestID: header(headers, 'request-id') });
      expect(error).toHaveProperty('error', {
        type: 'error',
        error: { type, message: `Scripted ${type}: "ü".`, details: { hint: [status] } },
        request_id: header(headers, 'request-id'),
      });
    }
    expect(waited()).toBe(tried === 'again' ? 2 : 0);
  });

  test('x-should-retry goes before the status', async () => {
    const waited = skipWaits(7_000);
    const no = refusal(529, 'overloaded_error', [['x-should-retry', 'false']]);
    const yes = refusal(400, 'invalid_request_error', [
      ['x-should-retry', 'true'],
      ['retry-after', '7'],
    ]);
    await using stand = await sdkStand(route, no, yes, { message: MESSAGE });
    const { messages } = sdk.client({ ...stand, maxRetries: 3 });
    expect(await refusalOf(messages.create(REQUEST))).toMatchObject({ status: 529 });
    expect(plain(await messages.create(REQUEST))).toMatchObject(MESSAGE);
    expect(stand.mock.journal.exchanges.length).toBe(3);
    expect(waited()).toBe(1);
  });

  /** The first half of a stream, told by its events. */
  const started: Step[] = [
    { type: 'message_start', message: { ...MESSAGE, type: 'message', role: 'assistant', content: [] } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Half of' } },
  ].map((event) => ({ event }) as Step);
  const events = started.map((step) => ('event' in step ? step.event : step));

  test('an error event in a stream is thrown behind what came before it', async () => {
    const envelope = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    await using stand = await sdkStand(route, { steps: [...started, { event: envelope }] });
    const { items, error } = await gather(
      await sdk.client(stand).messages.create({ ...REQUEST, stream: true }),
    );
    expect(items).toEqual(events);
    expect(error).toBeInstanceOf(sdk.errors.APIError);
    expect(error).toMatchObject({ status: undefined, type: 'overloaded_error', error: envelope });
  });

  test.each(['cut', 'reset'] as const)(
    'a %s in a stream is thrown behind what came before it',
    async (end) => {
      // The gate lets the client read what came first: a reset overtakes what it has not read yet.
      const gated = started.flatMap((step) => [step, { gate: true } as const]);
      await using stand = await sdkStand(route, { steps: [...gated, { end }] });
      const { mock } = stand;
      const items: unknown[] = [];
      const read = async () => {
        for await (const event of await sdk.client(stand).messages.create({ ...REQUEST, stream: true })) {
          items.push(event);
          await mock.upstream.release('scripted', 'next');
        }
      };
      expect(await refusalOf(read())).toBeInstanceOf(Error);
      expect(items).toEqual(events);
      expect(mock.journal.exchanges.at(-1)?.ended).toBe(end);
    },
  );

  test('a stream that ends early and cleanly has no final message', async () => {
    await using stand = await sdkStand(route, { steps: started });
    const error = await refusalOf(sdk.client(stand).messages.stream(REQUEST).finalMessage());
    expect(error).toBeInstanceOf(sdk.errors.AnthropicError);
  });
});

test.each(SDKS)('$name: a connection that breaks before the answer, and is tried again', async (sdk) => {
  // What the SDK waits by itself: half a second, or up to a quarter less.
  skipWaits(375, 500);
  for (const end of ['cut', 'reset'] as const) {
    await using stand = await sdkStand('directly', { end }, { end }, { message: MESSAGE });
    expect(await refusalOf(sdk.client(stand).messages.create(REQUEST))).toBeInstanceOf(
      sdk.errors.APIConnectionError,
    );
    expect(plain(await sdk.client({ ...stand, maxRetries: 1 }).messages.create(REQUEST))).toMatchObject(
      MESSAGE,
    );
    expect(stand.mock.journal.exchanges.map(({ ended }) => ended)).toEqual([end, end, 'complete']);
  }
});
