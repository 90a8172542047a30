import { expect, test } from 'vitest';
import type { JsonObject } from '../wire/scenario.ts';
import { inputTokens } from './encode/usage.ts';
import { PromptCache } from './prompt-cache.ts';

const LONG = 'A line of a long file.\n'.repeat(300);
const block = (text: string, marker?: JsonObject) => ({
  type: 'text',
  text,
  ...(marker && { cache_control: { type: 'ephemeral', ...marker } }),
});
const ask = (...content: JsonObject[]) => [{ role: 'user', content }];
const all = (usage: JsonObject) =>
  ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens']
    .map((key) => Number(usage[key]))
    .reduce((a, b) => a + b);

test('a marked prefix is written once and read from then on, and nothing is counted twice', () => {
  const cache = new PromptCache();
  const body = { system: [block(LONG, {})], messages: ask(block('Hi.')) };
  const [first, second] = [cache.use(body, 'm'), cache.use(body, 'm')];
  expect(first).toMatchObject({
    cache_read_input_tokens: 0,
    cache_creation: { ephemeral_1h_input_tokens: 0 },
  });
  expect(first['cache_creation_input_tokens']).toBeGreaterThan(1_024);
  expect(second['cache_read_input_tokens']).toBe(first['cache_creation_input_tokens']);
  expect(second['cache_creation_input_tokens']).toBe(0);
  expect(second['input_tokens']).toBe(first['input_tokens']);
  expect([first, second].map(all)).toEqual([inputTokens(body), inputTokens(body)]);
});

test('the next turn of a conversation reads what the last one wrote, though the marker has moved', () => {
  const cache = new PromptCache();
  const first = ask(block(LONG, {}));
  const { cache_creation_input_tokens: written } = cache.use({ messages: first }, 'm');
  const answer = { role: 'assistant', content: [block('So.')] };
  const next = { messages: [...ask(block(LONG)), answer, ...ask(block('And?', {}))] };
  expect(cache.use(next, 'm')['cache_read_input_tokens']).toBe(written);
});

test('another order of keys, another model or another beginning is another prefix', () => {
  const cache = new PromptCache();
  const body = { system: [block(LONG, {})], messages: ask(block('Hi.')) };
  cache.use(body, 'm');
  const turned = { ...body, system: [{ text: LONG, type: 'text', cache_control: { type: 'ephemeral' } }] };
  const later = { ...body, system: [block('First.'), ...body.system] };
  for (const usage of [cache.use(turned, 'm'), cache.use(body, 'n'), cache.use(later, 'm')])
    expect(usage['cache_read_input_tokens']).toBe(0);
});

test('what is kept for an hour is told apart, and what is too short is not kept', () => {
  const cache = new PromptCache();
  const system = [block(LONG, { ttl: '1h' })];
  const hour = cache.use({ system, messages: ask(block(`${LONG}${LONG}`, {})) }, 'm');
  const { ephemeral_5m_input_tokens: minutes, ephemeral_1h_input_tokens: hours } = hour[
    'cache_creation'
  ] as JsonObject;
  expect([Number(hours) > 1_024, Number(minutes) > 2_048]).toEqual([true, true]);
  expect(Number(minutes) + Number(hours)).toBe(hour['cache_creation_input_tokens']);
  const short = cache.use({ messages: ask(block('Hi.', {})) }, 'm');
  expect(short).toMatchObject({ cache_creation_input_tokens: 0, cache_read_input_tokens: 0 });
  expect(cache.use({ messages: ask(block(LONG)) }, 'm')).toEqual({});
});

test('the automatic marker stands on the last block', () => {
  const cache = new PromptCache();
  const body = { cache_control: { type: 'ephemeral' }, messages: [{ role: 'user', content: LONG }] };
  const first = cache.use(body, 'm');
  expect(first['cache_creation_input_tokens']).toBeGreaterThan(1_024);
  expect(cache.use(body, 'm')['cache_read_input_tokens']).toBe(first['cache_creation_input_tokens']);
});
