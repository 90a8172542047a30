import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Client, type ClientRequest } from '../net/client.ts';
import { type Exchange, responseBody } from '../net/exchange.ts';
import { Journal } from '../net/journal.ts';
import type { Answer } from '../wire/scenario.ts';
import { type Mock, startMock } from './server.ts';

let mock: Mock;
let client: Client;
let received: Journal;
beforeEach(async () => {
  mock = await startMock();
  received = new Journal();
  client = new Client({ base: new URL(mock.url), journal: received, timeout: 10_000 });
});
afterEach(async () => {
  client.close();
  await mock.close();
});

const MARK = 'copper-lantern-4821';
const signal = AbortSignal.timeout(10_000);
const say = (text: string): Answer => ({ message: { content: [{ type: 'text', text }] } });

function ask(text: string, rest: object = {}): ClientRequest {
  const body = { model: 'claude-x', max_tokens: 9, messages: [{ role: 'user', content: text }], ...rest };
  return {
    method: 'POST',
    target: '/v1/messages?beta=true',
    headers: [['content-type', 'application/json']],
    body: Buffer.from(JSON.stringify(body)),
    operation: 'messages',
  };
}
const send = (request: ClientRequest) => client.send(request).ended;
const body = (exchange: Exchange) => JSON.parse(responseBody(exchange).toString());
const textOf = (exchange: Exchange) => body(exchange).content[0].text;
const arrived = async () => {
  const find = () => mock.journal.exchanges.find(({ request }) => request.complete);
  return mock.journal.waitFor(find, signal);
};

test('a request is journalled as it arrived', async () => {
  const headers = [
    ['X-Odd', 'one'],
    ['x-odd', 'two'],
    ['ANTHROPIC-beta', 'b,a'],
  ] as const;
  const bytes = Buffer.from('{"messages": [ {"role":"user","content":"caf\\u00e9 \\/ 1.0"} ] }');
  await send({ ...ask(''), headers, body: bytes });
  const { request, operation, transport, ended } = await arrived();
  expect(request.method).toBe('POST');
  expect(request.target).toBe('/v1/messages?beta=true');
  expect(request.headers.filter(([name]) => /odd|beta/i.test(name))).toEqual(headers);
  expect(Buffer.from(request.body)).toEqual(bytes);
  expect({ operation, transport, ended }).toEqual({
    operation: 'messages',
    transport: 'http/1.1',
    ended: 'complete',
  });
});

test('what is journalled as sent is what the client gets', async () => {
  const answered = await send(ask('hello', { stream: true }));
  const exchange = await arrived();
  expect(responseBody(exchange)).toEqual(responseBody(answered));
  expect(exchange.response.chunks.length).toBe(1);
  expect(exchange.response.status).toBe(200);
  for (const pair of exchange.response.headers) expect(answered.response.headers).toContainEqual(pair);
});

test('the same mark and operation always get the same answer', async () => {
  await mock.upstream.script({ mark: MARK, operation: 'messages', answer: say('scripted') });
  const first = await send(ask(`say ${MARK}`));
  const retry = await send(ask(`say ${MARK}`));
  expect(textOf(first)).toBe('scripted');
  expect(responseBody(retry)).toEqual(responseBody(first));
  const seen = await mock.upstream.exchanges(MARK);
  expect(seen.map(({ id, ended }) => [id, ended])).toEqual([
    ['u1', 'complete'],
    ['u2', 'complete'],
  ]);
});

test('a marked call in another operation is a side call with the default answer', async () => {
  await mock.upstream.script({ mark: MARK, operation: 'messages', answer: say('scripted') });
  const count = { ...ask(MARK), target: '/v1/messages/count_tokens', operation: 'count_tokens' as const };
  expect(body(await send(count)).input_tokens).toBeGreaterThan(0);
  const [seen] = await mock.upstream.exchanges(MARK);
  expect(seen?.operation).toBe('count_tokens');
});

test('a request without a known mark is listed as unmarked', async () => {
  await mock.upstream.script({ mark: MARK, operation: 'messages', answer: say('scripted') });
  const since = Date.now();
  expect(textOf(await send(ask('plain silver-needle-1234')))).toContain('plain silver-needle-1234');
  expect((await mock.upstream.unmarked(since)).length).toBe(1);
  expect(await mock.upstream.exchanges(MARK)).toEqual([]);
});

test('the mark is found behind gzip, in base64 members and in the query', async () => {
  await mock.upstream.script({ mark: MARK, operation: 'messages', answer: say('scripted') });
  const plain = ask(`find ${MARK}`);
  const zipped = { ...plain, headers: [['content-encoding', 'gzip']] as const };
  await send({ ...zipped, body: gzipSync(plain.body ?? '') });
  const inner = Buffer.from(plain.body ?? '').toString('base64');
  await send({ ...plain, body: Buffer.from(JSON.stringify({ input: { invokeModel: { body: inner } } })) });
  await send({ ...ask('nothing'), target: `/v1/messages?mark=${MARK}` });
  expect((await mock.upstream.exchanges(MARK)).length).toBe(3);
});

test('an unmarked request plays the first matching Scenario as often as it may', async () => {
  const scenarios = [
    { match: { lastUserText: 'weather' }, answer: say('once'), times: 1 },
    { match: { lastUserText: 'weather' }, answer: say('then') },
  ];
  await using other = await startMock({ scenarios });
  const local = new Client({ base: new URL(other.url), journal: new Journal(), timeout: 10_000 });
  const texts = [];
  for (const text of ['weather', 'weather', 'weather', 'news'])
    texts.push(textOf(await local.send(ask(text)).ended));
  local.close();
  expect(texts).toEqual(['once', 'then', 'then', expect.stringContaining('news')]);
});

test('in lock-step an event is sent only when the one before was released', async () => {
  const answer = { ...say('held'), delivery: { lockstep: true, ping: false } };
  await mock.upstream.script({ mark: MARK, operation: 'messages', answer });
  const { exchange, ended } = client.send(ask(MARK, { stream: true }));
  const events = () =>
    responseBody(exchange)
      .toString()
      .match(/^event: .*$/gm)?.length ?? 0;
  for (let count = 1; count <= 6; count++) {
    await received.waitFor(() => events() === count || undefined, signal);
    await mock.upstream.release(MARK, 'next');
  }
  expect((await ended).ended).toBe('complete');
  const again = await send(ask(MARK, { stream: true }));
  expect(responseBody(again)).toEqual(responseBody(exchange));
});

test('an answer that cannot be sent resets the exchange, and the journal says why', async () => {
  const headers = [['bad name', 'x']] as const;
  await mock.upstream.script({ mark: MARK, operation: 'messages', answer: { ...say('x'), headers } });
  expect((await send(ask(MARK))).ended).not.toBe('complete');
  const [exchange] = await mock.upstream.wait(MARK, 'ended', signal);
  expect(exchange).toMatchObject({ ended: 'reset', detail: expect.stringContaining('bad name') });
  expect((await send(ask('still here'))).ended).toBe('complete');
});

test('a body beyond 32 MB is refused, and only that much of it is kept', async () => {
  await using lenient = await startMock({ validation: 'lenient' });
  const local = new Client({ base: new URL(lenient.url), journal: new Journal(), timeout: 10_000 });
  const limit = 32 * 1024 * 1024;
  const answered = await local.send({ ...ask(''), body: Buffer.alloc(limit + 4 * 1024 * 1024, ' ') }).ended;
  local.close();
  expect(answered.response.status).toBe(413);
  const kept = lenient.journal.exchanges[0]?.request.body.length ?? 0;
  expect(kept).toBeGreaterThan(limit);
  expect(kept).toBeLessThan(limit + 1024 * 1024);
});
