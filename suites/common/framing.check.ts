import { bodyChanges, type CheckContext, check, header, MARK, type Trip } from '../../src/suite.ts';

/** Two and three bytes a character: a length counted in characters cuts the body. */
const WIDE = 'Größe, naïve, façade, 漢字とかな。';

/** Expects a request to arrive as JSON, as long as its header says. */
function expectFramed(t: CheckContext, trip: Trip): void {
  const arrival = t.arrived(trip);
  const { headers, body } = arrival.request;
  const at = { exchange: arrival.id, part: 'request-header' } as const;
  const type = header(headers, 'content-type') ?? 'none';
  t.expect('MSG-HDR-11', /^application\/json *(;[^,]*)?$/i.test(type), {
    expected: 'application/json',
    actual: type,
    where: { ...at, path: 'content-type' },
  });
  const length = header(headers, 'content-length') ?? String(body.length);
  t.expect('MSG-HDR-11', length === String(body.length), {
    expected: `${body.length}, the bytes that came`,
    actual: length,
    where: { ...at, path: 'content-length' },
  });
  const cut = bodyChanges(trip, arrival).meaning.find(({ kind }) => kind === 'not-json');
  t.expect('MSG-HDR-11', cut === undefined, {
    expected: `the whole JSON of ${trip.request.body?.length ?? 0} bytes, in no encoding or a declared one`,
    actual: `${body.length} bytes that are no JSON, content-encoding ${header(headers, 'content-encoding') ?? 'none'}`,
    where: { exchange: arrival.id, part: 'request-body' },
  });
}

export default [
  // A wrong length cuts the JSON or hangs the request, and only on real, non-English text.
  check({
    id: 'common/framing/length-and-type',
    title: 'The body arrives as JSON with a true length and encoding',
    requirements: ['MSG-HDR-11'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const content = `(${MARK}) ${WIDE.repeat(2_000)}`;
      const body = { messages: [{ role: 'user', content }] };
      expectFramed(t, await t.send(t.turn({ body })));
      expectFramed(t, await t.send(t.turn({ body, stream: true })));
      const count = await t.send(t.turn({ body, operation: 'count_tokens' }), { input_tokens: 12_000 });
      // A gateway may count by itself.
      if (count.arrivals.length > 0) expectFramed(t, count);
    },
  }),

  // Clients that stream their request have no length to send; a 411 or a hang shuts them out.
  check({
    id: 'common/framing/chunked',
    title: 'A request body in chunks arrives whole',
    requirements: ['MSG-HDR-11b'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ chunked: true }));
      const arrival = t.arrived(trip);
      const cut = bodyChanges(trip, arrival).meaning.find(({ kind }) => kind === 'not-json');
      t.expect('MSG-HDR-11b', cut === undefined, {
        expected: `the JSON of ${trip.request.body?.length ?? 0} bytes`,
        actual: `${arrival.request.body.length} bytes that are not that JSON`,
        where: { exchange: arrival.id, part: 'request-body' },
      });
    },
  }),
];
