import { expect, test } from 'vitest';
import { planted, RICH } from './rich.ts';

test('what is planted is there, and the sample stays as it was', () => {
  const before = structuredClone(RICH);
  const { body } = planted(RICH, { 'system.1.cache_control.ttl': '7m', 'messages.1.role': 'system' });
  expect(body?.['system']).toMatchObject([{}, { type: 'text', cache_control: { ttl: '7m' } }, {}]);
  expect(body?.['messages']).toMatchObject([{}, { role: 'system' }, {}]);
  expect(RICH).toEqual(before);
});
