import { expect, test } from 'vitest';
import { editEvents } from '../mock/layers/events.ts';
import { requestJson } from '../mock/layers/request.ts';
import { errorAnswer } from '../mock/layers/response.ts';
import type { Middleware } from '../mock/middleware.ts';
import { through } from '../testbed/through.ts';
import { messageEnd, messageStart, textBlock } from '../wire/script.ts';
import { answerJson, joinedDeltas, valueAt } from './answer.ts';
import { type CheckContext, check, type Trip } from './check.ts';
import { expectEventsRelayed, expectRelayed, meansTheSame } from './relayed.ts';

/** Judges one stream that came through a gateway of these layers. */
async function judged(layers: readonly Middleware[], judge: (t: CheckContext, trip: Trip) => void) {
  const probe = check({
    id: 'test/relayed/probe',
    title: 'The stream is relayed',
    requirements: ['MSG-STR-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const steps = [messageStart(), ...textBlock(0, 'one ', 'two ', 'three'), ...messageEnd()];
      judge(t, await t.send(t.turn({ stream: true }), { steps }));
    },
  });
  const { results } = await through(layers, [probe]);
  return results[0];
}

const texts = (t: CheckContext, trip: Trip) =>
  expectEventsRelayed(t, 'MSG-STR-04', trip, (event) => valueAt(event, 'delta.text'));

const changesSecond = () =>
  editEvents((event) => {
    if (valueAt(event, 'delta.text') === 'two ') event['delta'] = { type: 'text_delta', text: 'zwei ' };
  });

test('an unchanged stream passes, and a changed event is told with its number', async () => {
  expect((await judged([], texts))?.status).toBe('pass');

  const changed = await judged([changesSecond()], texts);
  expect(changed?.status).toBe('fail');
  expect(changed?.observations).toMatchObject([
    { expected: '"two "', actual: 'changed: "zwei "', where: { part: 'event', event: 3 } },
  ]);
});

test('an aspect is compared by its path', async () => {
  const joined = (t: CheckContext, trip: Trip) =>
    expectRelayed(t, 'MSG-STR-04', trip, (exchange) => joinedDeltas(exchange, 'text'));

  expect((await judged([], joined))?.status).toBe('pass');
  expect((await judged([changesSecond()], joined))?.observations).toMatchObject([
    { where: { part: 'response-body', path: '0' } },
  ]);
});

test('an answer with another status is reported as that alone', async () => {
  let requests = 0;
  const afterWiring: Middleware = async (request, next) => {
    requests += 1;
    return requests > 2 ? errorAnswer(502, 'api_error', 'Broken.') : next(request);
  };

  const result = await judged([afterWiring], texts);
  expect(result?.observations).toMatchObject([{ where: { part: 'status' } }]);
});

test('an aspect that the upstream never sent compares nothing', async () => {
  const none = await judged([], (t, trip) => expectEventsRelayed(t, 'MSG-STR-04', trip, () => undefined));

  expect(none).toMatchObject({ status: 'error', reason: 'the check compared nothing' });
});

test('key order is no difference, a missing value is', () => {
  expect(meansTheSame({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
  expect(meansTheSame({ a: 1 }, { a: 1, b: null })).toBe(false);
  expect(meansTheSame(undefined, null)).toBe(true);
});

test('an upstream that was asked to stream in place of JSON is the finding of another row', async () => {
  const streaming = requestJson((body) => {
    body['stream'] = true;
  });
  const probe = check({
    id: 'test/relayed/json',
    title: 'The usage is relayed',
    requirements: ['MSG-STR-19'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn(), t.reply());
      expectRelayed(t, 'MSG-STR-19', trip, (exchange) => answerJson(exchange)?.['usage']);
    },
  });
  const { results } = await through([streaming], [probe]);
  expect(results).toMatchObject([{ status: 'skip', blockedBy: 'MSG-STR-24' }]);
});
