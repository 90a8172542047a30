import { expect, test } from 'vitest';
import type { RawHeaders } from '../../wire/headers.ts';
import type { Forward, GatewayRequest, GatewayResponse, Middleware } from '../middleware.ts';
import { collect, cutShort, once } from './bytes.ts';
import { type Keys, managed, open } from './credentials.ts';
import { dropEvents, editEvents, edited, events } from './events.ts';
import { refuseWhen, requestJson } from './request.ts';
import { errorAnswer, responseJson } from './response.ts';

const request = (body: string, headers: RawHeaders = [], target = '/v1/messages'): GatewayRequest => ({
  method: 'POST',
  target,
  headers,
  body: once(body),
  gone: new AbortController().signal,
  connection: {},
});

const answer = (type: string, ...chunks: string[]): GatewayResponse => ({
  status: 200,
  headers: [['content-type', type]],
  body: (async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk);
  })(),
});

/** What reaches the upstream, which gives `response`. */
function upstream(response: GatewayResponse) {
  const seen: { target: string; headers: RawHeaders; body: string }[] = [];
  const forward: Forward = async ({ target, headers, body }) => {
    seen.push({ target, headers, body: (await collect(body)).toString() });
    return response;
  };
  return { seen, forward };
}

async function stream(layer: Middleware, ...chunks: string[]): Promise<string[]> {
  const response = await layer(request(''), async () =>
    answer('text/event-stream; charset=utf-8', ...chunks),
  );
  const out: string[] = [];
  for await (const bytes of response.body) out.push(Buffer.from(bytes).toString());
  return out;
}

const PING = 'event: ping\r\ndata: {"type": "ping"}\r\n\r\n';
const START = 'event: message_start\ndata: {"type":"message_start","usage":{"input_tokens":25}    }\n\n';

test('a request edited in place is framed by its new length', async () => {
  const { seen, forward } = upstream(answer('application/json', '{}'));
  const layer = requestJson((body) => {
    delete body['thinking'];
  });
  await layer(request('{"a": 1.0, "thinking": {}}', [['Transfer-Encoding', 'chunked']]), forward);
  expect(seen).toEqual([{ target: '/v1/messages', headers: [['content-length', '10']], body: '{"a": 1.0}' }]);
});

test('a refusal reaches nobody, and what is not refused keeps its body', async () => {
  const { seen, forward } = upstream(answer('application/json', '{}'));
  const layer = refuseWhen((_request, body) =>
    body.length > 3 ? errorAnswer(413, 'request_too_large', 'no') : undefined,
  );
  expect((await layer(request('four'), forward)).status).toBe(413);
  expect((await layer(request('six'), forward)).status).toBe(200);
  expect(seen.map(({ body }) => body)).toEqual(['six']);
});

test('events leave one by one, whole, with the bytes they had', async () => {
  const same = await stream(
    events(() => (event) => [event]),
    START.slice(0, 9),
    START.slice(9) + PING,
    ': hi\n\n',
  );
  expect(same).toEqual([START + PING, ': hi\n\n']);
});

test('an event can be dropped, edited and written anew', async () => {
  expect(
    await stream(
      dropEvents(({ name }) => name === 'ping'),
      START,
      PING,
    ),
  ).toEqual([START]);
  const zero = editEvents((json) => {
    if (json['type'] === 'message_start') json['usage'] = { input_tokens: 0 };
  });
  expect(await stream(zero, START, PING)).toEqual([START.replace('25', '0'), PING]);
});

test('state belongs to one stream', async () => {
  const layer = events(() => {
    let count = 0;
    return (event) => [edited(event, (json) => (json['n'] = ++count))];
  });
  for (const _ of [1, 2]) expect((await stream(layer, PING))[0]).toContain('"n":1');
});

test('a cut comes through an edited stream and an edited answer', async () => {
  const broken = (type: string): GatewayResponse => ({
    ...answer(type),
    body: cutShort(Buffer.from(START), new Error('cut')),
  });
  const layers = [events(() => (event) => [event]), responseJson('message', () => {})];
  for (const [i, type] of ['text/event-stream', 'application/json'].entries()) {
    const response = await layers[i]?.(request(''), async () => broken(type));
    const seen: string[] = [];
    await expect(async () => {
      for await (const bytes of response?.body ?? []) seen.push(Buffer.from(bytes).toString());
    }).rejects.toThrow('cut');
    expect(seen).toEqual([START]);
  }
});

const KEYS: Keys = { accepted: ['dev'], provider: 'corp' };

test.each<[string, RawHeaders, number]>([
  ['x-api-key', [['X-Api-Key', 'dev']], 200],
  ['bearer', [['Authorization', 'bearer dev']], 200],
  [
    'both, one of them wrong',
    [
      ['x-api-key', 'bad'],
      ['authorization', 'Bearer dev'],
    ],
    200,
  ],
  ['a wrong one', [['x-api-key', 'bad']], 401],
  ['none', [], 401],
])('a managed gateway judges %s', async (_what, headers, status) => {
  const { seen, forward } = upstream(answer('application/json', '{}'));
  const response = await managed(KEYS)(request('{}', [...headers, ['x-other', '1']]), forward);
  expect(response.status).toBe(status);
  const sent =
    status === 200
      ? [
          [
            ['x-other', '1'],
            ['x-api-key', 'corp'],
          ],
        ]
      : [];
  expect(seen.map((one) => one.headers)).toEqual(sent);
});

test('the provider key replaces credentials in the query, too', async () => {
  const { seen, forward } = upstream(answer('application/json', '{}'));
  for (const query of ['?beta=true&key=dev&x=%2F', '?api_key=dev', '?keyboard=1', '']) {
    await open(KEYS)(request('{}', [], `/v1/messages${query}`), forward);
  }
  expect(seen.map(({ target }) => target.slice('/v1/messages'.length))).toEqual([
    '?beta=true&x=%2F',
    '',
    '?keyboard=1',
    '',
  ]);
});
