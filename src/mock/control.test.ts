import http from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CONTROL_PATH, TOKEN_HEADER } from '../net/control-protocol.ts';
import { listen } from '../net/listen.ts';
import { connectUpstream } from '../net/remote-upstream.ts';
import { type Mock, startMock } from './server.ts';

let mock: Mock;
beforeEach(async () => {
  mock = await startMock();
});
afterEach(() => mock.close());

/** One control request; `fetch` would not let us forge `Host` and `Origin`. */
function ask(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(url + path, { method, headers, agent: false }, async (response) => {
      let text = '';
      for await (const bytes of response) text += bytes;
      resolve({ status: response.statusCode ?? 0, text });
    });
    request.on('error', reject).end(body);
  });
}
const control = (method: string, path: string, headers?: Record<string, string>, body?: string) =>
  ask(mock.url, method, CONTROL_PATH + path, headers, body);
const script = JSON.stringify({ mark: 'copper-lantern-4821', operation: 'messages', answer: { end: 'cut' } });

test('control requests are never journalled', async () => {
  expect((await control('GET', '')).status).toBe(200);
  expect((await control('POST', '/scripts', {}, script)).status).toBe(200);
  expect((await control('GET', '/nothing')).status).toBe(404);
  expect(mock.journal.exchanges).toEqual([]);
  // A path that only begins alike is an ordinary request.
  await ask(mock.url, 'GET', `${CONTROL_PATH}er`);
  expect(mock.journal.exchanges.length).toBe(1);
});

test.each([
  ['another host', { host: 'rebound.example' }, 'rebound.example'],
  ['a web page', { origin: 'http://127.0.0.1' }, 'web pages'],
])('%s is turned away', async (_name, headers, reason) => {
  const { status, text } = await control('POST', '/scripts', headers, script);
  expect(status).toBe(403);
  expect(JSON.parse(text).error).toContain(reason);
});

test('a token is demanded when there is one', async () => {
  await using guarded = await startMock({ controlToken: 'hush' });
  const status = async (headers: Record<string, string>) =>
    (await ask(guarded.url, 'GET', CONTROL_PATH, headers)).status;
  expect(await status({})).toBe(403);
  expect(await status({ [TOKEN_HEADER]: 'husk' })).toBe(403);
  expect(await status({ [TOKEN_HEADER]: 'hush' })).toBe(200);
  expect((await connectUpstream(guarded.url, 'hush')).url).toBe(guarded.url);
  await expect(connectUpstream(guarded.url, 'wrong')).rejects.toThrow(/--control-token/);
});

test('beyond this machine nobody controls a mock without a token', async () => {
  await using open = await startMock({ host: '0.0.0.0' });
  await using guarded = await startMock({ host: '0.0.0.0', controlToken: 'hush' });
  const port = (url: string) => new URL(url).port;
  const at = (url: string) =>
    ask(`http://127.0.0.1:${port(url)}`, 'GET', CONTROL_PATH, {
      [TOKEN_HEADER]: 'hush',
      host: 'mock.internal:80',
    });
  expect((await at(open.url)).status).toBe(404);
  expect(open.journal.exchanges.length).toBe(1);
  expect((await at(guarded.url)).status).toBe(200);
});

test.each([
  ['POST', '/scripts', '{"mark":', 'not JSON'],
  ['POST', '/scripts', '{"mark":"m","operation":"message"}', 'operation'],
  ['POST', '/scripts', script.replace('"cut"', '"cat"'), 'answer'],
  ['POST', '/scripts', script.replace('"mark"', '"sign"'), 'sign'],
  ['POST', '/release', '{"mark":"m","gates":"some"}', 'gates'],
  ['GET', '/wait?mark=m&until=soon', '', 'arrived'],
])('%s %s with %s is explained', async (method, path, body, reason) => {
  const { status, text } = await control(method, path, {}, body);
  expect(status).toBe(400);
  expect(JSON.parse(text).error).toContain(reason);
});

test('the journal can be read and reset', async () => {
  await ask(mock.url, 'POST', '/v1/messages', {}, '{"messages":[{"role":"user","content":"hi"}]}');
  await mock.journal.waitFor(
    () => mock.journal.exchanges.every(({ ended }) => ended !== 'open') || undefined,
    AbortSignal.timeout(10_000),
  );
  const listed = JSON.parse((await control('GET', '/journal')).text);
  expect(listed).toMatchObject([{ id: 'u1', request: { method: 'POST', target: '/v1/messages' } }]);
  await control('POST', '/scripts', {}, script);
  expect((await control('POST', '/reset')).status).toBe(200);
  expect(mock.journal.exchanges).toEqual([]);
  expect((await control('GET', '/journal')).text).toBe('[]');
  expect(JSON.parse((await control('GET', '')).text)).toEqual({ mock: 'gateway-check', forgotten: 1 });
});

test('a mock that is not there, or is none, is named', async () => {
  const { url } = mock;
  await mock.close();
  await expect(connectUpstream(url)).rejects.toThrow(/cannot be reached.*ECONNREFUSED/);
  const other = await listen({}, ({ body, sink }) => {
    body.resume().on('end', () => {
      sink.head(200, []);
      sink.end(Buffer.from('hello'));
    });
  });
  await expect(connectUpstream(`http://127.0.0.1:${other.port}/`)).rejects.toThrow(/no gateway-check mock/);
  await other.close();
});
