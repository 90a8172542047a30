import { answerJson, check, errorOf, valueAt } from '../../src/suite.ts';

export default [
  // Clients will branch on codes that no gateway knows yet. Last, since errors can end in a cool-down.
  check({
    id: 'messages/drift/error-codes',
    title: 'An unknown error type and an unknown error code come back as they were sent',
    requirements: ['DRIFT-03'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      const known = { type: 'invalid_request_error', message: 'messages: this was refused' };
      const control = await t.send(t.turn(), { status: 400, error: known });
      if (errorOf(control.client)?.type !== errorOf(t.arrived(control))?.type) {
        t.blocked('ERR-01', 'known errors do not come back as they were sent');
      }
      const type = `${t.invent('field')}_error`;
      const error_code = t.invent('field');
      const error = { ...known, type, details: { error_code } };
      const trip = await t.send(t.turn(), { status: 400, error });
      t.arrived(trip);
      const found = (path: string) => valueAt(answerJson(trip.client), path);
      for (const [path, wanted] of [
        ['error.type', type],
        ['error.details.error_code', error_code],
      ] as const) {
        t.expect('DRIFT-03', found(path) === wanted, {
          expected: wanted,
          actual: JSON.stringify(found(path)) ?? 'nothing',
          where: { exchange: trip.client.id, part: 'response-body', path },
        });
      }
    },
  }),
];
