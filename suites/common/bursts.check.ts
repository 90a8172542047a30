import { check, header, isServed, outcome } from '../../src/suite.ts';

/** Subagents at once, then the calls of a tool loop. */
const AT_ONCE = 10;
const IN_A_ROW = 20;

export default [
  // A limit made for chat stops a session with subagents after three minutes of silent retries.
  check({
    id: 'common/bursts/room-for-agents',
    title: `${AT_ONCE} requests at once and ${IN_A_ROW} in a row pass; a throttle asks for a minute at most`,
    requirements: ['ERR-12', 'ERR-09'],
    vantage: 'upstream',
    disturbs: 'stream',
    slow: true,
    takes: 90,
    async run(t) {
      const burst = await Promise.all(
        Array.from({ length: AT_ONCE }, () => t.open(t.turn(), undefined, 'show')),
      );
      const trips = await Promise.all(burst.map((live) => live.finish()));
      for (let count = 0; count < IN_A_ROW; count += 1)
        trips.push(await (await t.open(t.turn(), undefined, 'show')).finish());

      for (const { client } of trips) {
        const where = { exchange: client.id, part: 'status' } as const;
        t.expect('ERR-12', isServed(client), {
          expected: 'each of the requests is served',
          actual: outcome(client),
          where,
        });
        const wait = header(client.response.headers, 'retry-after');
        t.expect('ERR-09', client.response.status !== 429 || Number(wait ?? 0) <= 60, {
          expected: 'retry-after of 60 or less on a throttle',
          actual: `retry-after: ${wait}`,
          where,
        });
      }
    },
  }),
];
