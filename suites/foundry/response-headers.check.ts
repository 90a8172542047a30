import { check, expectHeadersPassed } from '../../src/suite.ts';

export default [
  // Azure's support looks a case up by this id.
  check({
    id: 'foundry/response-headers/apim-request-id',
    title: 'apim-request-id reaches the client on answers, streams and refusals',
    requirements: ['FDY-04'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      await expectHeadersPassed(t, 'FDY-04', [['apim-request-id', `7c9e6679-${t.invent('word')}`]]);
    },
  }),
];
