import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Client, type Sent } from '../net/client.ts';
import { responseBody } from '../net/exchange.ts';
import { Journal } from '../net/journal.ts';
import { connectUpstream } from '../net/remote-upstream.ts';
import type { Upstream } from '../net/upstream.ts';
import type { Answer } from '../wire/scenario.ts';
import { type Mock, startMock } from './server.ts';

const MARK = 'copper-lantern-4821';
const signal = AbortSignal.timeout(10_000);
const say = (text: string): Answer => ({ message: { content: [{ type: 'text', text }] } });

describe.each([
  ['in process', async (mock: Mock) => mock.upstream],
  ['over the control API', (mock: Mock) => connectUpstream(mock.url)],
] as const)('%s', (_name, connect) => {
  let mock: Mock;
  let upstream: Upstream;
  let client: Client;
  let received: Journal;
  beforeEach(async () => {
    mock = await startMock();
    upstream = await connect(mock);
    received = new Journal();
    client = new Client({ base: new URL(upstream.url), journal: received, timeout: 10_000 });
  });
  afterEach(async () => {
    client.close();
    await mock.close();
  });

  const ask = (text: string, holdBody = false): Sent => {
    const body = Buffer.from(JSON.stringify({ stream: true, messages: [{ role: 'user', content: text }] }));
    const headers = [
      ['X-Twice', '1'],
      ['x-twice', '2'],
    ] as const;
    return client.send({
      method: 'POST',
      target: '/v1/messages',
      headers,
      body,
      operation: 'messages',
      holdBody,
    });
  };

  test('a script plays, and its exchange comes back as it was recorded', async () => {
    await upstream.script({ mark: MARK, operation: 'messages', answer: say('scripted') });
    const answered = await ask(`say ${MARK} \u{1f600}`).ended;
    expect(responseBody(answered).toString()).toContain('scripted');
    const [exchange, ...others] = await upstream.wait(MARK, 'ended', signal);
    expect(others).toEqual([]);
    const [own] = mock.journal.exchanges;
    const bytes = (value: Uint8Array | undefined) => Buffer.from(value ?? []);
    expect(bytes(exchange?.request.body)).toEqual(bytes(own?.request.body));
    expect(exchange && responseBody(exchange)).toEqual(responseBody(answered));
    expect(JSON.parse(JSON.stringify(exchange))).toMatchObject({
      id: 'u1',
      mark: MARK,
      ended: 'complete',
      request: { headers: own?.request.headers, complete: true },
      response: { status: 200, headers: own?.response.headers },
    });
  });

  test.each([
    ['models', 'GET', '/v1/models'],
    ['profiles', 'GET', '/inference-profiles'],
    ['hello', 'HEAD', '/api/hello'],
    ['other', 'GET', '/anything'],
  ] as const)('%s can be scripted, too', async (operation, method, path) => {
    await upstream.script({ mark: MARK, operation, answer: { status: 418, body: null } });
    const target = `${path}?probe=${MARK}`;
    const answered = await client.send({ method, target, headers: [], operation }).ended;
    expect(answered.response.status).toBe(418);
    const [exchange] = await upstream.wait(MARK, 'ended', signal);
    expect(exchange).toMatchObject({ operation, mark: MARK, request: { target } });
  });

  test('gates hold until they are released', async () => {
    const answer = { ...say('held'), delivery: { lockstep: true, ping: false } };
    await upstream.script({ mark: MARK, operation: 'messages', answer });
    const { exchange, ended } = ask(MARK);
    const events = () =>
      responseBody(exchange)
        .toString()
        .match(/^event: /gm)?.length ?? 0;
    await received.waitFor(() => events() === 1 || undefined, signal);
    await upstream.release(MARK, 'next');
    await received.waitFor(() => events() === 2 || undefined, signal);
    await upstream.release(MARK, 'all');
    expect((await ended).ended).toBe('complete');
  });

  test('a request is waited for until it has arrived whole, and until it has ended', async () => {
    await upstream.script({ mark: MARK, operation: 'messages', answer: { end: 'stall' } });
    const sent = ask(MARK);
    const [arrived] = await upstream.wait(MARK, 'arrived', signal);
    expect(arrived).toMatchObject({ ended: 'open', request: { complete: true } });
    sent.abort();
    const [gone] = await upstream.wait(MARK, 'ended', signal);
    expect(gone?.ended).toBe('client-gone');
  });

  test('waiting ends with the reason of its signal', async () => {
    const controller = new AbortController();
    const waiting = upstream.wait(MARK, 'arrived', controller.signal);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  test('unmarked exchanges are listed from a moment on', async () => {
    await ask('no mark in here').ended;
    const [first] = await upstream.unmarked(0);
    expect(first?.id).toBe('u1');
    expect(await upstream.unmarked((first?.startedAt ?? 0) + 60_000)).toEqual([]);
    expect(await upstream.exchanges(MARK)).toEqual([]);
  });

  test('a script without an answer gets the default one', async () => {
    await upstream.script({ mark: MARK, operation: 'messages' });
    expect(responseBody(await ask(`echo ${MARK}`).ended).toString()).toContain(MARK);
    expect((await upstream.exchanges(MARK)).length).toBe(1);
  });
});
