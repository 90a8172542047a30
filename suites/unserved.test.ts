import { expect, test } from 'vitest';
import { FORMATS } from '../src/contract/requirement.ts';
import { refuseJson, refuseWhen } from '../src/mock/layers/request.ts';
import { errorAnswer } from '../src/mock/layers/response.ts';
import { route } from '../src/mock/routes.ts';
import { loadChecks } from '../src/run/load.ts';
import { through } from '../src/testbed/through.ts';

const checks = await loadChecks();
const notFound = () => errorAnswer(404, 'not_found_error', 'No such route.');

test.each(FORMATS)(
  '%s: a gateway that serves no request of the format ends the run with the row for it',
  async (format) => {
    const withoutMessages = refuseWhen(({ method, target }) =>
      route(method, target).operation === 'messages' ? notFound() : undefined,
    );
    const run = await through([withoutMessages], checks, { target: { format } });
    expect(run.results.filter(({ status }) => status !== 'skip')).toEqual([]);
    expect(run.stopped).toMatchObject({ why: 'unproven', reason: expect.stringContaining('GEN-EP-01') });
  },
);

test('a gateway that serves whole answers and no streams fails the row about the endpoint', async () => {
  const withoutStreams = refuseJson((body) => (body['stream'] === true ? notFound() : undefined));
  const own = checks.filter(({ id }) => id === 'messages/endpoints/messages');
  const { results } = await through([withoutStreams], own);
  expect(results).toMatchObject([
    { status: 'fail', observations: [{ requirement: 'MSG-EP-01', actual: expect.stringContaining('404') }] },
  ]);
});
