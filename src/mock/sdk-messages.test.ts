import { describe, expect, test } from 'vitest';
import { responseBody } from '../net/exchange.ts';
import { ANSWERS, REQUEST } from '../testbed/answers.ts';
import { ROUTES, type SdkStand, sdkStand } from '../testbed/sdk-stand.ts';
import { gather, plain, SDKS } from '../testbed/sdks.ts';
import type { Delivery } from '../wire/scenario.ts';

const WAYS = ROUTES.flatMap((route) => SDKS.map((sdk) => ({ route, sdk, way: `${sdk.name} ${route}` })));

/** The data lines that the mock sent last, read without our decoder; pings are not a client's business. */
function sentEvents({ mock }: SdkStand): unknown[] {
  const exchange = mock.journal.exchanges.at(-1);
  const lines = exchange ? responseBody(exchange).toString().split(/\r?\n/) : [];
  return lines
    .filter((line) => line.startsWith('data:'))
    .map((line) => JSON.parse(line.slice('data:'.length)))
    .filter(({ type }) => type !== 'ping');
}

describe.each(WAYS)('$way', ({ route, sdk }) => {
  test.each(Object.entries(ANSWERS))('decodes %s as scripted, whole and streamed', async (_kind, message) => {
    const answer = { message };
    await using stand = await sdkStand(route, answer, answer, answer);
    const { messages } = sdk.client(stand);

    const { content, ...rest } = message;
    const whole = plain(await messages.create(REQUEST));
    const { stop_sequence = null } = message;
    const same = { type: 'message', role: 'assistant', model: REQUEST.model, stop_sequence };
    expect(whole).toMatchObject({ ...rest, ...same });
    expect(whole['content']).toEqual(content);
    const streamed = plain(await messages.stream(REQUEST).finalMessage());
    // A place for structured output, which only the helper for streams makes.
    expect(streamed).toEqual({ ...whole, parsed_output: null });

    const { items, error } = await gather(await messages.create({ ...REQUEST, stream: true }));
    expect(error).toBeUndefined();
    expect(items).toEqual(sentEvents(stand));
  });

  const deliveries: Delivery[] = [
    { chunkBytes: 1 },
    { chunkBytes: 7, lineEnding: '\r\n' },
    { lineEnding: '\r\n', padding: false },
    { padding: false, ping: false },
    { eventDelay: 0 },
    { eventDelay: 1, chunkBytes: 1_000 },
  ];
  test.each(deliveries)('reads the same however it is delivered: %j', async (delivery) => {
    const content = [...(ANSWERS['parallel calls']?.content ?? []), ...(ANSWERS['text']?.content ?? [])];
    const answer = { message: { id: 'msg_1', content, stop_reason: 'tool_use' }, delivery };
    await using stand = await sdkStand(route, answer, answer);
    const { messages } = sdk.client(stand);
    expect(plain(await messages.create(REQUEST))).toMatchObject(answer.message);
    expect(plain(await messages.stream(REQUEST).finalMessage())).toMatchObject(answer.message);
  });

  test('gets each event before the next one is sent', async () => {
    const message = ANSWERS['parallel calls'] ?? { content: [] };
    await using stand = await sdkStand(route, { message, delivery: { lockstep: true, ping: false } });
    const { mock } = stand;
    const got: unknown[] = [];
    for await (const event of await sdk.client(stand).messages.create({ ...REQUEST, stream: true })) {
      got.push(event);
      expect(sentEvents(stand)).toEqual(got);
      await mock.upstream.release('scripted', 'next');
    }
    expect(got.at(-1)).toEqual({ type: 'message_stop' });
  });

  test('leaving a stream ends it at the mock', async () => {
    await using stand = await sdkStand(route, { message: { content: [] }, delivery: { lockstep: true } });
    const stream = await sdk.client(stand).messages.create({ ...REQUEST, stream: true });
    for await (const _event of stream) break;
    const { journal } = stand.mock;
    const left = () => journal.exchanges.find(({ ended }) => ended !== 'open');
    expect((await journal.waitFor(left, AbortSignal.timeout(30_000))).ended).toBe('client-gone');
  });
});

test.each(SDKS)('the betas of $name: compaction and context management', async (sdk) => {
  const message = {
    content: [
      { type: 'compaction', content: 'What was said before.' },
      { type: 'text', text: 'Go on.' },
    ],
    stop_reason: 'end_turn',
    extra: { context_management: { applied_edits: [] } },
  };
  await using stand = await sdkStand('directly', { message }, { message });
  const { messages } = sdk.client(stand).beta;
  const request = {
    ...REQUEST,
    betas: ['compact-2026-01-12'],
    context_management: { edits: [{ type: 'compact_20260112' as const }] },
  };
  const { extra, ...expected } = message;
  expect(plain(await messages.create(request))).toMatchObject({ ...expected, ...extra });
  expect(plain(await messages.stream(request).finalMessage())).toMatchObject({ ...expected, ...extra });
});
