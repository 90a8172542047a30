import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { target } from '../testbed/through.ts';
import { MARK } from './check.ts';
import { fixture, type RequestFixture, replay } from './fixtures.ts';
import { turn } from './request.ts';

const folder = new URL('../../fixtures/requests/anthropic/', import.meta.url);
const names = readdirSync(folder).map((name) => name.replace(/\.json$/, ''));
const gateway = target('http://127.0.0.1:1', { model: 'claude-test' });

describe.each(names)('the %s request', (name) => {
  const request = fixture<RequestFixture>(`requests/anthropic/${name}.json`);

  test('is replayed with its keys in order, under the model and the mark of the run', () => {
    const built = turn(replay(name, gateway), gateway, 'amber-anchor-1234');
    const text = Buffer.from(built.body ?? []).toString('utf8');
    const body: unknown = JSON.parse(text);
    expect(Object.keys(Object(body))).toEqual(Object.keys(request.body ?? {}));
    expect(body).toMatchObject({ model: 'claude-test' });
    expect(text).toContain('amber-anchor-1234');
    expect(text).not.toContain(MARK);
    expect(built.target).toBe(request.target);
  });
});

test('the main turn has the size of a real one', () => {
  const { body } = fixture<RequestFixture>('requests/anthropic/main-turn.json');
  expect(JSON.stringify(body).length).toBeGreaterThan(45_000);
});

test('the source text holds nothing that a mask would touch', () => {
  const fragments = fixture<{ name: string; text: string }[]>('requests/developer-text.json');
  const all = fragments.map(({ text }) => text).join('\n');
  expect(all.length).toBeGreaterThan(59_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  expect(all).toMatch(/^[\x00-\x7f]*$/);
  expect(all.match(/[\w.+-]+@[\w-]+\.\w+|\d{9,}|\b\d{1,3}(\.\d{1,3}){3}\b/g)).toBeNull();
});
