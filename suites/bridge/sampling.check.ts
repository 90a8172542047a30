import { check, expectKept, messagesBody, rawAt } from '../../src/suite.ts';

const SAMPLING = { temperature: 0.25, top_p: 0.75, top_k: 40 };
/** From this version of the API on the parameters are refused. */
const WITHOUT = '2026-10-21';

export default [
  // Lost, a classifier that was to be the same every time is not.
  check({
    id: 'bridge/sampling/kept',
    title: 'Sampling parameters arrive, under a version that takes them',
    requirements: ['BRG-11'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const [name, value] of Object.entries(SAMPLING)) {
        const trip = await t.send(t.turn({ body: { [name]: value } }));
        const arrival = t.arrived(trip);
        const version = String(messagesBody(arrival)['anthropic_version']);
        expectKept(t, 'BRG-11', trip, [name]);
        t.expect('BRG-11', !/^\d/.test(version) || version < WITHOUT, {
          expected: `a version before ${WITHOUT}, which has no ${name}`,
          actual: version,
          where: { exchange: arrival.id, part: 'request-body', path: 'anthropic_version' },
        });
      }
    },
  }),

  // A default of the gateway is a 400 where the API has no such parameter any more, and wrong elsewhere.
  check({
    id: 'bridge/sampling/none-added',
    title: 'No sampling parameter is added',
    requirements: ['BRG-11'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const arrival = t.arrived(await t.send(t.turn()));
      for (const name of Object.keys(SAMPLING)) {
        t.expect('BRG-11', rawAt(arrival, name) === undefined, {
          expected: `no ${name}, since none was sent`,
          actual: `${name}: ${rawAt(arrival, name)}`,
          where: { exchange: arrival.id, part: 'request-body', path: name },
        });
      }
    },
  }),
];
