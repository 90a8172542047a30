import { expect, test } from 'vitest';
import { startGateway } from '../mock/gateway.ts';
import type { Middleware } from '../mock/middleware.ts';
import { startMock } from '../mock/server.ts';
import { target } from '../testbed/through.ts';
import { header } from '../wire/headers.ts';
import { messageStart, textBlock } from '../wire/script.ts';
import { streamEvents } from './answer.ts';
import { type CheckContext, check } from './check.ts';
import { conformance } from './conformance.ts';

const RATE_LIMIT = {
  status: 429,
  error: { type: 'rate_limit_error', message: 'Slow down.' },
  headers: [['retry-after', '900']],
} as const;

/** A rehearsable check that expects `look` to be so. */
function trial(slug: string, look: (t: CheckContext) => Promise<string>, expected: string) {
  return check({
    id: `trial/rehearsal/${slug}`,
    title: slug,
    requirements: ['MSG-HDR-06'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      const actual = await look(t);
      t.expect('MSG-HDR-06', actual === expected, { expected, actual, where: { part: 'status' } });
    },
  });
}

const throttled = trial(
  'throttled',
  async (t) => {
    const { client } = await t.send(t.turn(), RATE_LIMIT);
    return `${client.response.status} ${header(client.response.headers, 'retry-after')}`;
  },
  '429 900',
);
const cut = trial(
  'cut',
  async (t) => {
    const steps = [messageStart(), ...textBlock(0, 'Half of '), { end: 'cut' } as const];
    const { client } = await t.send(t.turn({ stream: true }), { steps });
    return `${client.ended}, ${streamEvents(client).some(({ type }) => type === 'message_stop')}`;
  },
  'cut, false',
);
const inTurn = trial(
  'in-turn',
  async (t) => {
    const request = t.turn();
    const busy = { status: 503, error: { type: 'api_error', message: 'Busy.' } };
    const seen = [];
    for (let time = 0; time < 2; time += 1) seen.push((await t.send(request, busy, t.reply())).client);
    return seen.map(({ response }) => response.status).join();
  },
  '503,200',
);

/** A run from outside, with a strict mock behind a gateway made of these layers. */
async function outside(rehearse: boolean, checks = [throttled, cut, inTurn], layers: Middleware[] = []) {
  await using mock = await startMock({ validation: 'strict', rehearse });
  await using gateway = await startGateway({ upstream: mock.url, layers });
  const run = await conformance({ target: target(gateway.url), checks, seed: 'rehearsal' });
  return { ...run, requests: mock.journal.exchanges };
}

test('a provider that plays along is asked for the answers that a script would give', async () => {
  const { results, billable } = await outside(true);
  expect(results.map(({ status, vantage, observations }) => ({ status, vantage, observations }))).toEqual(
    Array(3).fill({ status: 'pass', vantage: 'client', observations: [] }),
  );
  // The wired request, and the question whether it plays along.
  expect(billable?.used).toBe(2);
});

test('one that does not is asked once, at no cost, and the reason says what to do', async () => {
  const { results, billable, requests } = await outside(false);
  expect(results.map(({ status, vantage, reason }) => ({ status, vantage, reason }))).toEqual(
    Array(3).fill({
      status: 'skip',
      vantage: 'upstream',
      reason: expect.stringMatching(
        /plays no failures: put gateway-check mock --rehearse behind the gateway$/,
      ),
    }),
  );
  expect(requests.map(({ response }) => response.status)).toEqual([200, 400]);
  expect(billable?.used).toBe(1);
});

test('a success in place of a failure ends the run: another provider may be asked, and be paid', async () => {
  const failover: Middleware = async (request, next) => {
    const response = await next(request);
    if (response.status < 500) return response;
    const body = Buffer.from('{"type":"message","content":[{"type":"text","text":"From elsewhere."}]}');
    return {
      status: 200,
      headers: [['content-type', 'application/json'] as const],
      body: (async function* () {
        yield body;
      })(),
    };
  };
  const overloaded = trial(
    'overloaded',
    async (t) => {
      const error = { type: 'overloaded_error', message: 'Busy.' };
      return String((await t.send(t.turn(), { status: 529, error })).client.response.status);
    },
    '529',
  );
  const { stopped, billable } = await outside(true, [overloaded], [failover]);
  expect(stopped?.reason).toContain('it failed over to another provider');
  expect(billable?.used).toBe(3);
});
