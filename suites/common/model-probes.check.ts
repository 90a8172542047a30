import {
  type CheckContext,
  check,
  expectServed,
  MARK,
  outcome,
  type Trip,
  type TurnSpec,
} from '../../src/suite.ts';

/** As Claude Code asks at its start which models there are: one token, and no beta value. */
const PROBE = { body: { max_tokens: 1, messages: [{ role: 'user', content: `test (${MARK})` }] } };
const NOT_FOUND = { status: 404, error: { type: 'not_found_error', message: 'model: not here' } };
const CLEAR_NO = [403, 404];

/** What comes back when the upstream does not have the model. */
function refused(t: CheckContext, spec: TurnSpec): Promise<Trip> {
  return t.send(t.turn(spec), NOT_FOUND);
}

export default [
  // From the answers the client picks the model of the session.
  check({
    id: 'common/model-probes/clear-yes-or-no',
    title: 'A request for one token is served, or refused with the 404 of the upstream',
    requirements: ['PROBE-03'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      const served = await t.send(t.turn(PROBE));
      t.arrived(served);
      expectServed(t, 'PROBE-03', served, 'a request for one token');

      const { client } = await refused(t, PROBE);
      if (!CLEAR_NO.includes(client.response.status)) {
        const turn = await refused(t, {});
        if (!CLEAR_NO.includes(turn.client.response.status)) t.blocked('ERR-02', 'no 404 arrives as such');
      }
      t.expect('PROBE-03', CLEAR_NO.includes(client.response.status), {
        expected: 'the 404 of the upstream, or a 403',
        actual: outcome(client),
        where: { exchange: client.id, part: 'status' },
      });
    },
  }),
];
