import { type CheckContext, check, expectServed, type RawHeaders } from '../../src/suite.ts';

/** Header lines of four kilobytes each, of so many kilobytes in all. */
function headersOf(t: CheckContext, kilobytes: number): RawHeaders {
  const value = 'abcdefghijklmnop'.repeat(255);
  return Array.from(
    { length: kilobytes / 4 },
    () => [`x-${t.invent('header')}-${t.invent('word')}`, value] as const,
  );
}

// Over HTTP/2 a server may drop the connection for it, and with it every other stream: so they run alone.
export default [
  // A token, hints and a beta list come to this size; a 431 then is on every turn.
  check({
    id: 'common/header-size/12-kb',
    title: 'Headers of 12 KB in all are accepted',
    requirements: ['LIM-03'],
    vantage: 'client',
    disturbs: 'stream',
    async run(t) {
      expectServed(
        t,
        'LIM-03',
        await t.send(t.turn({ headers: headersOf(t, 12), unbilled: true })),
        'a request with 12 KB of headers',
      );
    },
  }),

  // Several long values at once; common servers stop at 16 KB.
  check({
    id: 'common/header-size/32-kb',
    title: 'Headers of 32 KB in all are accepted',
    requirements: ['LIM-03b'],
    vantage: 'client',
    disturbs: 'stream',
    async run(t) {
      expectServed(
        t,
        'LIM-03b',
        await t.send(t.turn({ headers: headersOf(t, 32), unbilled: true })),
        'a request with 32 KB of headers',
      );
    },
  }),
];
