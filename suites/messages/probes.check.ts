import {
  type CheckContext,
  check,
  isServed,
  type Live,
  outcome,
  type ProbeRequest,
} from '../../src/suite.ts';

/** So many probes a morning's starts of one team send. */
const PROBES = 20;
/** The client warms its connection with it, and goes on without an answer. */
const QUICK = 2_000;

const NOT_FOUND = { status: 404, error: { type: 'not_found_error', message: 'model: claude-of-tomorrow' } };
const REFUSED = { status: 400, error: { type: 'invalid_request_error', message: 'Not like this.' } };
const TOO_LARGE = { status: 413, error: { type: 'request_too_large', message: 'Too large.' } };
/** More than the three to five failures after which circuit breakers commonly open. */
const IN_A_ROW = 6;

/** The client's warm-up: no body, no credential. */
function hello(t: CheckContext): ProbeRequest {
  return t.bare('HEAD', '/api/hello', 'hello', { credential: 'none' });
}

/** What a start sends ahead: the warm-up, or in the formats of the cloud providers a token from each model. */
function probe(t: CheckContext): Promise<Live> {
  if (t.format === 'anthropic') return t.open(hello(t));
  return t.open(t.turn({ body: { model: t.invent('model'), max_tokens: 1 } }), NOT_FOUND);
}

export default [
  // It is sent at each start and means nothing; as a model call it would cost something.
  check({
    id: 'messages/probes/hello-is-answered',
    title: 'HEAD /api/hello is answered or rejected quickly and calls no model',
    requirements: ['PROBE-01'],
    vantage: 'upstream',
    needs: ['hello'],
    disturbs: 'none',
    async run(t) {
      const { client, sideCalls } = await t.send(hello(t));

      t.expect('PROBE-01', client.response.status > 0 && client.endedMs < QUICK, {
        expected: `any answer within ${QUICK} ms`,
        actual: `${outcome(client)} after ${Math.round(client.endedMs)} ms`,
        where: { exchange: client.id, part: 'status' },
      });
      t.expect('PROBE-01', sideCalls.length === 0, {
        expected: 'no other request at the upstream',
        actual: `${sideCalls[0]?.request.method} ${sideCalls[0]?.request.target}`,
        where: { exchange: sideCalls[0]?.id ?? client.id, part: 'request-line' },
      });
    },
  }),

  // Probes are rejected by many, for want of a credential or of a model: if that counts, a team locks itself out.
  check({
    id: 'messages/probes/rejections-are-not-counted',
    title: `After ${PROBES} rejected probes a normal request is served`,
    requirements: ['PROBE-04'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      const probes = await Promise.all(Array.from({ length: PROBES }, () => probe(t)));
      await Promise.all(probes.map((live) => live.finish()));

      const { client } = await (await t.open(t.turn())).finish();
      t.expect('PROBE-04', isServed(client), {
        expected: `a normal request is served after ${PROBES} probes`,
        actual: outcome(client),
        where: { exchange: client.id, part: 'status' },
      });
    },
  }),

  // A model or a count that is not there for one must not take the upstream away from all.
  check({
    id: 'messages/probes/refusals-have-no-consequences',
    title: `After a refused model, request or count, and after ${IN_A_ROW} of each, another caller is served`,
    requirements: ['GWC-05'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      const refusals: readonly (readonly ['messages' | 'count_tokens', typeof NOT_FOUND])[] = [
        ['messages', NOT_FOUND],
        ['messages', REFUSED],
        ['messages', TOO_LARGE],
        ['count_tokens', NOT_FOUND],
      ];
      const { secondCredential } = t.target;
      for (const times of [1, IN_A_ROW]) {
        for (const [operation, answer] of refusals) {
          // Left open until the end: a probe that is finished here would be followed by a recovery.
          const refused: Live[] = [];
          for (let count = 0; count < times; count += 1) {
            const live = await t.open(t.turn({ operation }), answer);
            await live.sent.ended;
            refused.push(live);
          }
          const other = t.turn(secondCredential && { credential: secondCredential });
          const { client } = await (await t.open(other)).finish();
          await Promise.all(refused.map((live) => live.finish()));

          t.expect('GWC-05', isServed(client), {
            expected: `another caller is served after ${operation} was refused with ${answer.status} (${times} in a row)`,
            actual: outcome(client),
            where: { exchange: client.id, part: 'status' },
          });
        }
      }
    },
  }),
];
