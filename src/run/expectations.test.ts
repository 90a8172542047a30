import { expect, test } from 'vitest';
import { requestJson } from '../mock/layers/request.ts';
import { through } from '../testbed/through.ts';
import { type CheckContext, check, MARK } from './check.ts';
import { expectKept, expectNothingAdded } from './expectations.ts';

const BODY = {
  system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
  messages: [{ role: 'user', content: [{ type: 'text', text: MARK }] }],
};

/** Runs one judgement about that body behind a gateway with this edit. */
async function judged(
  edit: Parameters<typeof requestJson>[0],
  judge: (t: CheckContext, trip: Awaited<ReturnType<CheckContext['send']>>) => void,
) {
  const trial = check({
    id: 'trial/expectations/one',
    title: 'one',
    requirements: ['MSG-BODY-01'],
    vantage: 'upstream',
    disturbs: 'none',
    run: async (t) => judge(t, await t.send(t.turn({ body: BODY }))),
  });
  const { results } = await through([requestJson(edit)], [trial]);
  return results[0];
}

const marker = ['system.0.cache_control'];

test('a value that arrives passes, whatever else happened to the body', async () => {
  const result = await judged(
    (body) => {
      body['extra'] = true;
    },
    (t, trip) => expectKept(t, 'MSG-BODY-01', trip, marker),
  );
  expect(result?.status).toBe('pass');
});

test('a value that is lost fails with its path', async () => {
  const result = await judged(
    (body) => {
      body['system'] = [{ type: 'text', text: 'Be brief.' }];
    },
    (t, trip) => expectKept(t, 'MSG-BODY-01', trip, marker),
  );
  expect(result).toMatchObject({
    status: 'fail',
    observations: [{ where: { part: 'request-body', path: 'system.0.cache_control' } }],
  });
});

test('a value whose container did not arrive is the finding of another row', async () => {
  const result = await judged(
    (body) => {
      body['system'] = 'Be brief.';
    },
    (t, trip) => expectKept(t, 'MSG-BODY-01', trip, marker),
  );
  expect(result).toMatchObject({ status: 'skip', reason: expect.stringContaining('system') });
});

test('another model name and another max_tokens are left to their own rows', async () => {
  const result = await judged(
    (body) => {
      body['model'] = 'mapped';
      body['max_tokens'] = 1;
    },
    (t, trip) => expectKept(t, 'MSG-BODY-01', trip, ['']),
  );
  expect(result?.status).toBe('pass');
});

test('added fields fail only where they are asked about', async () => {
  const add = (body: { [key: string]: unknown }) => {
    body['user'] = 'someone';
  };
  const about = (wanted: string) => (t: CheckContext, trip: Parameters<typeof expectKept>[2]) =>
    expectNothingAdded(t, 'MSG-BODY-01', trip, (path) => path === wanted);
  expect((await judged(add, about('user')))?.status).toBe('fail');
  expect((await judged(add, about('metadata')))?.status).toBe('pass');
});
