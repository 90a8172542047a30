import { expect, test } from 'vitest';
import type { GatewayResponse, Middleware } from '../mock/middleware.ts';
import { through } from '../testbed/through.ts';
import { withHeader, withoutHeaders } from '../wire/headers.ts';
import { type CheckContext, check } from './check.ts';

/** A check that compares one header on both sides. */
const versionArrives = trial('version', async (t) => {
  const arrived = t.arrived(await t.send(t.turn()));
  seen(
    t,
    arrived.request.headers.some(([name]) => name === 'anthropic-version'),
  );
});

function trial(
  slug: string,
  run: (t: CheckContext) => Promise<void>,
  disturbs: 'none' | 'upstream' = 'none',
) {
  return check({
    id: `trial/${disturbs}/${slug}`,
    title: slug,
    requirements: ['MSG-HDR-06'],
    vantage: 'upstream',
    disturbs,
    run,
  });
}

function seen(t: CheckContext, ok: boolean): void {
  t.expect('MSG-HDR-06', ok, { expected: 'it', actual: 'not it', where: { part: 'request-header' } });
}

const relay: Middleware = (request, next) => next(request);

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

function local(status: number, text: string, type = 'application/json'): GatewayResponse {
  return { status, headers: [['content-type', type]], body: bytes(text) };
}

test('a check passes through a transparent gateway, whose credential mode is found out', async () => {
  const run = await through([relay], [versionArrives]);
  expect(run.stopped).toBeUndefined();
  expect(run.target.credentialMode).toBe('forwarded');
  expect(run.results).toMatchObject([
    { check: 'trial/none/version', status: 'pass', level: 'must', observations: [] },
  ]);
});

test('a check fails where the gateway drops the header, and carries both sides of the trace', async () => {
  const dropping: Middleware = (request, next) =>
    next({ ...request, headers: withoutHeaders(request.headers, 'anthropic-version') });
  const run = await through([dropping], [versionArrives]);
  expect(run.results[0]?.status).toBe('fail');
  expect(run.results[0]?.observations).toMatchObject([{ requirement: 'MSG-HDR-06', actual: 'not it' }]);
  expect(run.results[0]?.exchanges.map((exchange) => exchange.vantage)).toEqual(['client', 'upstream']);
});

test('a gateway that replaces any credential is open, one that refuses a wrong one is managed', async () => {
  const replacing: Middleware = (request, next) =>
    next({ ...request, headers: withHeader(request.headers, 'x-api-key', 'provider') });
  const demanding: Middleware = async (request, next) =>
    request.headers.some(([, value]) => value === 'the-developers-key')
      ? replacing(request, next)
      : local(401, '{}');
  expect((await through([replacing], [])).target.credentialMode).toBe('open');
  expect((await through([demanding], [])).target.credentialMode).toBe('managed');
});

test('a check that compares nothing, throws, or forgets a rejected promise is an error of the harness', async () => {
  const run = await through(
    [relay],
    [
      trial('a-nothing', async () => {}),
      trial('b-throws', async () => {
        throw new TypeError('boom');
      }),
      trial('c-forgets', async (t) => {
        void Promise.reject(new Error('forgotten'));
        seen(t, true);
      }),
      trial('d-fine', async (t) => seen(t, true)),
    ],
  );
  expect(run.results.map(({ status, reason }) => [status, reason])).toEqual([
    ['error', 'the check compared nothing'],
    ['error', 'TypeError: boom'],
    ['error', 'a promise was rejected and nobody handled it: Error: forgotten'],
    ['pass', undefined],
  ]);
});

test('a request that the gateway refuses never arrived, one that it answers itself is not judged', async () => {
  const count = trial('count', async (t) => {
    t.arrived(await t.send(t.turn({ operation: 'count_tokens' })));
  });
  const only = (answer: GatewayResponse): Middleware => {
    return async (request, next) => (request.target.includes('count_tokens') ? answer : next(request));
  };
  const refusing = await through([only(local(403, 'no such route', 'text/plain'))], [count]);
  expect(refusing.results[0]).toMatchObject({
    status: 'fail',
    observations: [{ actual: 'nothing arrived; the gateway answered 403: no such route' }],
  });
  const answering = await through([only(local(200, '{"input_tokens":3}'))], [count]);
  expect(answering.results[0]).toMatchObject({
    status: 'skip',
    reason: expect.stringContaining('answered by the gateway itself'),
  });
});

test('a target that throttles is asked again, and skipped when it keeps on', async () => {
  let requests = 0;
  const throttle = (refused: (n: number) => boolean): Middleware => {
    return async (request, next) => {
      requests += 1;
      const limited: GatewayResponse = { ...local(429, '{}'), headers: [['retry-after', '0.01']] };
      return refused(requests) ? limited : next(request);
    };
  };
  // The first two requests are those of the wiring probe.
  expect((await through([throttle((n) => n === 3)], [versionArrives])).results[0]?.status).toBe('pass');
  requests = 0;
  const throttled = await through([throttle((n) => n > 2)], [versionArrives]);
  expect(throttled.results[0]).toMatchObject({ status: 'skip', reason: 'throttled by the target' });
});

test('a target that cools its upstream down is waited for, and left alone when it does not recover', async () => {
  const breaker = (closesAfter: number): Middleware => {
    let refusals = 0;
    let open = false;
    return async (request, next) => {
      if (open && refusals < closesAfter) {
        refusals += 1;
        return local(503, '{}');
      }
      const response = await next(request);
      open = response.status >= 500;
      return response;
    };
  };
  const overloaded = (slug: string) =>
    trial(
      slug,
      async (t) => {
        const trip = await t.send(t.turn(), {
          status: 529,
          error: { type: 'overloaded_error', message: 'Overloaded' },
        });
        seen(t, t.arrived(trip).response.status === 529);
      },
      'upstream',
    );
  const checks = [overloaded('a'), overloaded('b')];
  expect((await through([breaker(2)], checks)).results.map(({ status }) => status)).toEqual(['pass', 'pass']);
  const broken = await through([breaker(Number.POSITIVE_INFINITY)], checks, { limits: { recovery: 100 } });
  expect(broken.results.map(({ status, reason }) => [status, reason])).toEqual([
    ['pass', undefined],
    ['skip', 'target took the upstream out of rotation'],
  ]);
});

test('a gateway that rewrites the mark is still paired, by repeating the probe alone', async () => {
  const masking: Middleware = async (request, next) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request.body) chunks.push(chunk);
    const text = Buffer.concat(chunks)
      .toString()
      .replaceAll(/[a-z]+-[a-z]+-\d{4}/g, (mark) => '*'.repeat(mark.length));
    return next({ ...request, body: bytes(text) });
  };
  let lost: boolean | undefined;
  const probe = trial('masked', async (t) => {
    const trip = await t.send(t.turn());
    lost = trip.lostMark;
    seen(t, Buffer.from(t.arrived(trip).request.body).includes('***'));
  });
  const run = await through([masking], [probe]);
  expect(run.results.map(({ status }) => status)).toEqual(['pass']);
  expect(lost).toBe(true);
});

test('a cache that answers one probe with the reply to another ends the run', async () => {
  let kept: string | undefined;
  const caching: Middleware = async (request, next) => {
    if (kept !== undefined) return local(200, kept);
    const response = await next(request);
    kept = '';
    for await (const chunk of response.body) kept += Buffer.from(chunk).toString();
    return { ...response, body: bytes(kept) };
  };
  const run = await through([caching], [versionArrives]);
  expect(run.stopped).toMatchObject({ why: 'unproven', reason: expect.stringContaining('it caches across') });
});

test('a gateway that fails over to a provider of its own ends the run', async () => {
  const failover: Middleware = async (request, next) => {
    const response = await next(request);
    return response.status < 500 ? response : local(200, '{"type":"message","content":[]}');
  };
  const overloaded = trial('a', async (t) => {
    await t.send(t.turn(), { status: 529, error: { type: 'overloaded_error', message: 'Overloaded' } });
  });
  const run = await through([failover], [overloaded]);
  expect(run.stopped).toMatchObject({ why: 'unproven', reason: expect.stringContaining('failed over') });
});

test('an interrupted run keeps what it found', async () => {
  const abort = new AbortController();
  const run = await through(
    [relay],
    [
      trial('a', async (t) => seen(t, true)),
      trial('b', async (t) => {
        abort.abort();
        await t.send(t.turn());
      }),
    ],
    { signal: abort.signal, concurrency: 1 },
  );
  expect(run.stopped?.why).toBe('interrupted');
  expect(run.results.map(({ check }) => check)).toEqual(['trial/none/a']);
});

test('an interrupt ends a request that is never answered', async () => {
  const abort = new AbortController();
  const silent: Middleware = async (request, next) => {
    if (!request.target.includes('count_tokens')) return next(request);
    abort.abort();
    return new Promise(() => {});
  };
  const run = await through(
    [silent],
    [trial('waits', async (t) => void (await t.send(t.turn({ operation: 'count_tokens' }))))],
    { signal: abort.signal, limits: { timeout: 3_600_000 } },
  );
  expect(run.stopped?.why).toBe('interrupted');
});

test('a target that blows its answers up ends the run before they fill the memory', async () => {
  const padding = Buffer.alloc(1_900_000, ' ');
  const inflating: Middleware = async (request, next) => {
    const response = await next(request);
    const body = async function* () {
      yield* response.body;
      yield padding;
    };
    return { ...response, headers: withoutHeaders(response.headers, 'content-length'), body: body() };
  };
  const greedy = trial('greedy', async (t) => {
    for (let i = 0; i < 100; i += 1) await t.send(t.turn());
  });
  const run = await through([inflating], [greedy]);
  expect(run.stopped?.reason).toMatch(/has sent \d+ bytes/);
});
