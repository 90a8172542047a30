import { check, expectHeadersPassed } from '../../src/suite.ts';

export default [
  // AWS looks a case up by this id, not by the one of the model.
  check({
    id: 'aws/response-headers/x-amzn-requestid',
    title: 'x-amzn-requestid reaches the client on answers, streams and refusals',
    requirements: ['CPA-04'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      await expectHeadersPassed(t, 'CPA-04', [['x-amzn-requestid', `5a1f0d3c-${t.invent('word')}`]]);
    },
  }),
];
