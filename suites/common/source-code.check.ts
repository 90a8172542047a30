import {
  type CheckContext,
  check,
  expectKept,
  expectServed,
  fixture,
  isServed,
  type JsonObject,
  MARK,
  type Trip,
} from '../../src/suite.ts';

/** More would only cost; five halvings find one fragment among thirty-two. */
const MAX_REQUESTS = 8;

interface Fragment {
  readonly name: string;
  readonly text: string;
}

function blocks(texts: readonly string[]): JsonObject[] {
  return [...texts, MARK].map((text) => ({ type: 'text', text }));
}

function sendTexts(t: CheckContext, fragments: readonly Fragment[]): Promise<Trip> {
  const content = blocks(fragments.map(({ text }) => text));
  return t.send(t.turn({ body: { messages: [{ role: 'user', content }] }, unbilled: true }));
}

/** Halves a refused prompt down to one fragment that is refused alone; undefined when none is. */
async function culprit(t: CheckContext, refused: readonly Fragment[]): Promise<Fragment | undefined> {
  let suspects = refused;
  for (let sent = 1; sent < MAX_REQUESTS - 1 && suspects.length > 1; sent += 1) {
    const half = suspects.slice(0, Math.ceil(suspects.length / 2));
    const { client } = await sendTexts(t, half);
    suspects = isServed(client) ? suspects.slice(half.length) : half;
  }
  const { client } = await sendTexts(t, suspects);
  return isServed(client) ? undefined : suspects[0];
}

export default [
  // Firewall rules pass short tests and refuse real sessions, which are full of code and markup.
  check({
    id: 'common/source-code/60-kb',
    title: 'Sixty kilobytes of code, markup, SQL and shell text are served and arrive intact',
    requirements: ['MSG-BODY-12'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      const fragments = fixture<Fragment[]>('requests/developer-text.json');
      const trip = await sendTexts(t, fragments);
      if (isServed(trip.client)) {
        expectServed(t, 'MSG-BODY-12', trip, 'a prompt of source code');
        if (trip.arrivals.length > 0) expectKept(t, 'MSG-BODY-12', trip, ['messages']);
        return;
      }
      const found = await culprit(t, fragments);
      const which = found
        ? `the fragment "${found.name}" alone is refused, too`
        : 'each half alone is served';
      expectServed(t, 'MSG-BODY-12', trip, `a prompt of source code (${which})`);
    },
  }),

  // The same at the size of a long session, where inspectors give up or time out.
  check({
    id: 'common/source-code/500-kb',
    title: 'Half a megabyte of source code is served and arrives intact',
    requirements: ['MSG-BODY-12'],
    vantage: 'client',
    disturbs: 'none',
    slow: true,
    takes: 10,
    async run(t) {
      const fragments = fixture<Fragment[]>('requests/developer-text.json');
      const trip = await sendTexts(t, Array.from({ length: 9 }, () => fragments).flat());
      expectServed(t, 'MSG-BODY-12', trip, 'half a megabyte of source code');
      if (trip.arrivals.length > 0) expectKept(t, 'MSG-BODY-12', trip, ['messages']);
    },
  }),
];
