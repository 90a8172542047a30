import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MODELS, modelEntry, modelsList } from './models.ts';

function list(query: string) {
  const answer = modelsList(query);
  if (!answer.ok) throw new Error(answer.message);
  return answer.body as { data: { id: string }[]; has_more: boolean; first_id: string; last_id: string };
}

test('the whole list comes in one page by default', () => {
  const { data, has_more, first_id, last_id } = list('');
  expect(data.map(({ id }) => id)).toEqual(MODELS.map(({ id }) => id));
  expect([has_more, first_id, last_id]).toEqual([false, data[0]?.id, data.at(-1)?.id]);
});

test('paging forwards visits every model once', () => {
  const seen: string[] = [];
  for (let query = '?limit=4'; ; ) {
    const { data, has_more, last_id } = list(query);
    seen.push(...data.map(({ id }) => id));
    if (!has_more) break;
    query = `?limit=4&after_id=${last_id}`;
  }
  expect(seen).toEqual(MODELS.map(({ id }) => id));
});

test('paging backwards gives the models just before the cursor', () => {
  const ids = MODELS.map(({ id }) => id);
  const { data, has_more } = list(`before_id=${ids[5]}&limit=3`);
  expect(data.map(({ id }) => id)).toEqual(ids.slice(2, 5));
  expect(has_more).toBe(true);
  expect(list(`before_id=${ids[2]}`)).toMatchObject({ has_more: false, first_id: ids[0], last_id: ids[1] });
});

test('a bad limit or cursor is refused', () => {
  for (const query of ['limit=0', 'limit=1001', 'limit=x', 'after_id=nobody', 'before_id=nobody']) {
    expect(modelsList(query), query).toMatchObject({ ok: false, status: 400, type: 'invalid_request_error' });
  }
});

test('one entry by id or alias, 404 for others', () => {
  expect(modelEntry('claude-haiku-4-5')).toMatchObject({
    ok: true,
    body: { id: 'claude-haiku-4-5-20251001' },
  });
  expect(modelEntry('gpt-x')).toEqual({
    ok: false,
    status: 404,
    type: 'not_found_error',
    message: 'model: gpt-x',
  });
});

/** A listing of the real API; absent outside the development tree. */
const RECORDING = new URL(
  '../../../shared/recordings/anthropic/anthropic-959536a17e63.json',
  import.meta.url,
);

test.runIf(existsSync(RECORDING))('models of the recorded listing are described in the same words', () => {
  const recorded: { data: { id: string }[] } = JSON.parse(
    JSON.parse(readFileSync(RECORDING, 'utf8')).response.body,
  );
  const ours = list('').data.filter(({ id }) => recorded.data.some((model) => model.id === id));
  expect(JSON.stringify(ours)).toBe(JSON.stringify(recorded.data));
});
