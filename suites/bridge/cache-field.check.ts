import { check, MARK, messagesBody, providerOf, text, user } from '../../src/suite.ts';

export default [
  // Tools on the SDK set it; Bedrock takes markers on blocks alone.
  check({
    id: 'bridge/cache-field/not-to-bedrock',
    title: 'A top-level cache_control does not reach Bedrock',
    requirements: ['BRG-10'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      if (providerOf(t) !== 'bedrock') t.skip('the upstream takes the field');
      for (const content of [[text(MARK)], MARK]) {
        const messages = [typeof content === 'string' ? { role: 'user', content } : user(...content)];
        const trip = await t.send(t.turn({ body: { cache_control: { type: 'ephemeral' }, messages } }));
        const arrival = t.arrived(trip);
        const found = messagesBody(arrival)['cache_control'];
        t.expect('BRG-10', found === undefined, {
          expected: 'no cache_control beside messages',
          actual: JSON.stringify(found),
          where: { exchange: arrival.id, part: 'request-body', path: 'cache_control' },
        });
      }
    },
  }),
];
