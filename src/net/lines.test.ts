import { afterEach, expect, test } from 'vitest';
import { Client, type ClientRequest } from './client.ts';
import { Journal } from './journal.ts';
import { type Call, listen } from './listen.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

const ASK: ClientRequest = { method: 'GET', target: '/', headers: [], operation: 'other' };

/** A client of a server that answers with `answer`, and the connections of its calls in order. */
async function pair(http2: boolean, answer: (call: Call) => void, timeout = 10_000) {
  const connections: object[] = [];
  const server = await listen({}, (call) => {
    connections.push(call.connection);
    answer(call);
  });
  const base = new URL(`http://127.0.0.1:${server.port}`);
  const client = new Client({ base, journal: new Journal(), timeout, http2 });
  cleanups.push(
    () => client.close(),
    () => server.close(),
  );
  return { client, connections };
}

const whole = ({ sink }: Call) => {
  sink.head(200, []);
  sink.end(Buffer.from('{}'));
};

test.each([false, true])(
  'requests of one line share a connection that no other uses, http2: %s',
  async (http2) => {
    const { client, connections } = await pair(http2, whole);
    for (const line of ['a', 'b', 'a', 'b']) await client.send({ ...ASK, line }).ended;
    await client.send(ASK).ended;
    const [first, second, third, fourth, shared] = connections;
    expect(third).toBe(first);
    expect(fourth).toBe(second);
    expect(new Set([first, second, shared]).size).toBe(3);
  },
);

test.each([false, true])('after a renewal every request has a new connection, http2: %s', async (http2) => {
  const { client, connections } = await pair(http2, whole);
  await client.send({ ...ASK, line: 'a' }).ended;
  await client.send(ASK).ended;
  client.renew();
  const exchanges = [await client.send({ ...ASK, line: 'a' }).ended, await client.send(ASK).ended];
  expect(exchanges.map(({ ended }) => ended)).toEqual(['complete', 'complete']);
  expect(new Set(connections).size).toBe(4);
});

test.each([false, true])('what is to be held is waited for beyond the timeout, http2: %s', async (http2) => {
  const { client } = await pair(http2, () => {}, 50);
  const held = client.send({ ...ASK, hold: 3_600_000 });
  const plain = await client.send(ASK).ended;
  expect(plain).toMatchObject({ ended: 'timeout', detail: 'no byte for 50 ms' });
  // Given up after three timeouts, whatever comes, unless it was held: this one began last and is over.
  await client.send(ASK).ended;
  expect(held.exchange.ended).toBe('open');
  held.abort();
});
