import { expect, test } from 'vitest';
import { through } from '../testbed/through.ts';
import { type Check, check } from './check.ts';

/** More than may run side by side. */
const MANY = 12;

/** Checks of which none ends before all of them have begun. */
function together(slow: boolean, begun: Set<string>): Check[] {
  let open = () => {};
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  return Array.from({ length: MANY }, (_, i) =>
    check({
      id: `trial/waits/${i}`,
      title: 'Waits for all others',
      requirements: ['LIM-08'],
      vantage: 'client',
      disturbs: 'none',
      slow,
      async run(t) {
        begun.add(`trial/waits/${i}`);
        if (begun.size === MANY) open();
        await Promise.race([all, new Promise((resolve) => t.signal.addEventListener('abort', resolve))]);
        t.signal.throwIfAborted();
        t.expect('LIM-08', true, { expected: 'it', actual: 'it', where: { part: 'connection' } });
      },
    }),
  );
}

test('slow checks that only wait run all at once, whatever the concurrency', async () => {
  const started: string[] = [];
  const run = await through([], together(true, new Set()), {
    slow: true,
    concurrency: 1,
    onStart: ({ id }) => started.push(id),
  });
  expect(run.results.map(({ status }) => status)).toEqual(Array(MANY).fill('pass'));
  expect(started.length).toBe(MANY);
});

test('brief checks keep to the concurrency', async () => {
  const begun = new Set<string>();
  const stop = new AbortController();
  const run = await through([], together(false, begun), {
    concurrency: 2,
    signal: stop.signal,
    onStart: () => {
      if (begun.size === 1) setImmediate(() => stop.abort());
    },
  });
  expect(run.stopped?.why).toBe('interrupted');
  expect(begun.size).toBe(2);
});

test('an interruption keeps what was found before, and ends the pauses', async () => {
  const stop = new AbortController();
  const row = { title: 't', requirements: ['LIM-08'], vantage: 'client', disturbs: 'none' } as const;
  const brief = check({
    ...row,
    id: 'trial/waits/brief',
    run: async (t) => t.expect('LIM-08', true, { expected: '', actual: '', where: { part: 'connection' } }),
  });
  const long = check({ ...row, id: 'trial/waits/long', slow: true, run: (t) => t.pause(3_600_000) });
  const run = await through([], [brief, long], {
    slow: true,
    signal: stop.signal,
    onStart: ({ id }) => {
      if (id === long.id) setImmediate(() => stop.abort());
    },
  });
  expect(run.stopped).toEqual({ why: 'interrupted', reason: 'interrupted' });
  expect(run.results.map(({ check: id, status }) => [id, status])).toEqual([['trial/waits/brief', 'pass']]);
});
