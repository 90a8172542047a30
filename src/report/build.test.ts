import { expect, test } from 'vitest';
import { betas } from '../mock/layers/betas.ts';
import { once } from '../mock/layers/bytes.ts';
import { managed } from '../mock/layers/credentials.ts';
import type { Middleware } from '../mock/middleware.ts';
import { type Check, check } from '../run/check.ts';
import { type ThroughOptions, through } from '../testbed/through.ts';
import { buildReport } from './build.ts';
import type { Report } from './model.ts';

const beta = check({
  id: 'trial/headers/beta',
  title: 'forwards anthropic-beta',
  requirements: ['MSG-HDR-01'],
  vantage: 'upstream',
  disturbs: 'none',
  async run(t) {
    const sent = t.invent('beta');
    const arrived = t.arrived(await t.send(t.turn({ headers: [['anthropic-beta', sent]] })));
    const seen = arrived.request.headers.find(([name]) => name === 'anthropic-beta')?.[1];
    t.expect('MSG-HDR-01', seen === sent, {
      expected: sent,
      actual: String(seen),
      where: { exchange: arrived.id, part: 'request-header', path: 'anthropic-beta' },
    });
  },
});
const version = check({
  id: 'trial/headers/version',
  title: 'forwards the version',
  requirements: ['MSG-HDR-07'],
  vantage: 'upstream',
  disturbs: 'none',
  async run(t) {
    const arrived = t.arrived(await t.send(t.turn()));
    const kept = arrived.request.headers.some(([name]) => name === 'anthropic-version');
    t.expect('MSG-HDR-07', kept, { expected: 'there', actual: 'gone', where: { part: 'request-header' } });
  },
});
const inapplicable: Check = { ...version, id: 'trial/headers/other', run: async (t) => t.skip('not here') };
const slow: Check = { ...version, id: 'trial/headers/slow', slow: true };
const broken: Check = { ...version, id: 'trial/headers/broken', run: async () => {} };

const noBetas = betas(() => []);

async function report(
  layers: readonly Middleware[],
  checks: readonly Check[],
  more: ThroughOptions & { all?: readonly Check[]; traces?: boolean; traceBytes?: number } = {},
): Promise<Report> {
  const { all = checks, traces = false, traceBytes, ...options } = more;
  const run = await through(layers, checks, options);
  const shown = traceBytes === undefined ? {} : { traceBytes };
  return buildReport([run], { version: '1.2.3', all, traces, ...shown, repeat: (id) => `repeat ${id}` });
}

test('a finding has both hops, what breaks, the remedy, the source and the way to repeat it', async () => {
  const deviations = [{ requirement: 'MSG-HDR-01', reason: 'on purpose' }];
  const { summary, results } = await report([noBetas], [beta, version], {
    target: { deviations },
  });
  expect(summary.verdict).toBe('not-conforming');
  expect(summary.must).toEqual({ pass: 1, fail: 1, skip: 0, error: 0 });
  const [failed, passed] = results;
  expect(failed).toMatchObject({ status: 'fail', deviations, repeat: 'repeat trial/headers/beta' });
  expect(failed?.exchanges?.map(({ vantage }) => vantage)).toEqual(['client', 'upstream']);
  expect(failed?.observations[0]?.where.exchange).toBe(failed?.exchanges?.[1]?.id);
  expect(failed?.breaks).toMatch(/Extra inputs/);
  expect(failed?.source[0]?.url).toMatch(/^https:/);
  expect(passed?.exchanges).toBeUndefined();
});

test('with traces, results that passed have their exchanges, too', async () => {
  const { results } = await report([], [version], { traces: true });
  expect(results[0]?.exchanges).toHaveLength(2);
});

test('of many exchanges those are shown first that a finding names', async () => {
  const often: Check = {
    ...version,
    run: async (t) => {
      await t.send(t.turn());
      const { client } = await t.send(t.turn());
      await t.send(t.turn());
      const where = { part: 'status', exchange: client.id } as const;
      t.expect('MSG-HDR-07', false, { expected: '', actual: '', where });
    },
  };
  const run = await through([], [often]);
  const shown = (traceExchanges?: number) => {
    const limit = traceExchanges === undefined ? {} : { traceExchanges };
    const [result] = buildReport([run], { version: '', all: [], repeat: () => '', ...limit }).results;
    const [named] = result?.observations ?? [];
    const ids = result?.exchanges?.map(({ id }) => id) ?? [];
    return { count: ids.length, at: ids.indexOf(named?.where.exchange ?? '') };
  };
  expect(shown()).toEqual({ count: 6, at: 2 });
  expect(shown(1)).toEqual({ count: 1, at: 0 });
  expect(shown(2)).toEqual({ count: 2, at: 1 });
});

test('the verdict is conforming only when every fast MUST that applies has passed', async () => {
  const verdict = async (checks: readonly Check[], all: readonly Check[] = checks) =>
    (await report([], checks, { all })).summary.verdict;
  expect(await verdict([beta, version])).toBe('conforming');
  expect(await verdict([beta, inapplicable, slow])).toBe('conforming');
  expect(await verdict([beta], [beta, version])).toBe('partial');
  expect(await verdict([beta, broken])).toBe('partial');
  expect(await verdict([inapplicable])).toBe('untested');
});

test('a rule that binds the target and was not proven makes it partial', async () => {
  const run = await through([], [beta, version]);
  const results = run.results.map((result) =>
    result.check === beta.id ? { ...result, status: 'skip' as const, unproven: true as const } : result,
  );
  const options = { version: '', all: [beta, version], repeat: () => '' };
  expect(buildReport([{ ...run, results }], options).summary.verdict).toBe('partial');
});

test('from the client vantage the verdict is partial at best', async () => {
  const outside: Check = { ...version, vantage: 'client' };
  const run = await through([], [outside]);
  const options = { version: '', all: [outside], repeat: () => '' };
  expect(buildReport([{ ...run, vantage: 'client' }], options).summary.verdict).toBe('partial');
});

test('from outside, a row counts by the checks that it has there', async () => {
  const outside: Check = { ...version, id: 'trial/outside/version', vantage: 'client' };
  const run = await through([], [version, outside, beta]);
  const results = run.results.map((result) =>
    result.vantage === 'upstream' ? { ...result, status: 'skip' as const, unproven: true as const } : result,
  );
  const options = { version: '', all: [version, outside, beta], repeat: () => '' };
  const { summary } = buildReport([{ ...run, vantage: 'client', results }], options);
  expect(summary).toMatchObject({ verdict: 'partial', must: { pass: 1, skip: 1 } });
});

test('no credential appears anywhere, though the gateway echoes them byte by byte', async () => {
  const developer = 'developer-secret-of-this-run';
  const echo: Middleware = async (request, next) => {
    const response = await next(request);
    const said = JSON.stringify({ request: request.headers, b64: Buffer.from(developer).toString('base64') });
    return { ...response, headers: [['x-echo', said]], body: single(said) };
  };
  const provider = 'provider-secret-of-this-run-1';
  const wrong: Check = {
    ...version,
    run: async (t) => {
      const { client } = await t.send(t.turn());
      const actual = client.response.headers.join();
      t.expect('MSG-HDR-07', false, { expected: 'none', actual, where: { part: 'status', path: developer } });
    },
  };
  const run = await through([echo, managed({ accepted: [developer], provider })], [wrong], {
    target: { credential: { header: 'x-api-key', secret: developer }, credentialMode: 'managed' },
  });
  const built = buildReport([run], { version: '', all: [], repeat: () => '' });
  const text = JSON.stringify(built);
  expect(built.results[0]?.exchanges?.[0]?.chunks.length).toBeGreaterThan(100);
  expect(text).toContain('[redacted]');
  expect(text).not.toContain(developer);
  expect(text).not.toContain(provider);
  expect(text).not.toContain(Buffer.from(developer).toString('base64').slice(0, 12));
});

/** A body of one byte a chunk. */
async function* single(text: string): AsyncGenerator<Uint8Array> {
  for (const byte of Buffer.from(text)) yield* once(Buffer.of(byte));
}

test('bodies are cut to 16 KB, or what is asked for, with their true length; other bytes than text are base64', async () => {
  const odd: Middleware = async (request, next) => {
    const response = await next(request);
    return { ...response, headers: [], body: once(Buffer.from([0xff, 0x00, 0x41])) };
  };
  const big: Check = {
    ...version,
    run: async (t) => {
      await t.send(t.turn({ body: { system: 'x'.repeat(40_000) } }));
      t.expect('MSG-HDR-07', false, { expected: '', actual: '', where: { part: 'status' } });
    },
  };
  const options = { target: { credentialMode: 'none' } } as const;
  const [result] = (await report([odd], [big], options)).results;
  const [client] = result?.exchanges ?? [];
  expect(client?.requestBody).toMatchObject({ truncated: true });
  expect(client?.requestBody.bytes).toBeGreaterThan(40_000);
  expect(client?.requestBody.text).toHaveLength(16 * 1024);
  const [short] = (await report([odd], [big], { ...options, traceBytes: 100 })).results;
  expect(short?.exchanges?.[0]?.requestBody).toMatchObject({ text: client?.requestBody.text?.slice(0, 100) });
  expect(client?.chunks).toEqual([{ ms: expect.any(Number), bytes: 3, base64: '/wBB' }]);
});
