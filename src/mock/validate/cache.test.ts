import { expect, test } from 'vitest';
import { ASK, answer, call, refusal, talk, text, user } from '../../testbed/messages-request.ts';

test('cache markers: lifetime, number and order', () => {
  const marked = (ttl?: string) => text({ cache_control: { type: 'ephemeral', ...(ttl && { ttl }) } });
  expect(refusal({ ...ASK, system: [marked('2h')] })).toBe(
    "system.0.cache_control.ephemeral.ttl: Input should be '5m' or '1h'",
  );
  const five = { ...user(marked(), marked(), marked()), system: [marked(), marked()] };
  expect(refusal(five)).toBe('A maximum of 4 blocks with cache_control may be provided. Found 5.');
  expect(refusal({ ...user(marked('1h'), marked()), system: [marked('1h')] })).toBe('accepted');
  expect(refusal({ ...user(text(), marked('1h')), system: [marked()] })).toBe(
    "messages.0.content.1.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' " +
      'cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`.',
  );
  expect(refusal({ ...ASK, cache_control: { type: 'ephemeral', ttl: '1h' }, system: [marked()] })).toMatch(
    /^cache_control\.ttl: a ttl='1h'/,
  );
});

test('cache markers inside a tool result count, too', () => {
  const marked = text({ cache_control: { type: 'ephemeral' } });
  const result = { ...answer('a'), content: [marked, marked, marked, marked] };
  expect(refusal(talk('go', [call('a')], [result]))).toBe('accepted');
  expect(refusal(talk([marked], [call('a')], [result]))).toMatch(/^A maximum of 4 blocks .* Found 5\.$/);
});
