import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { isSigned, signature } from './signature.ts';

test('a signature begins like a real one and says how long it is', () => {
  const given = signature('Look at the tests.');
  const bytes = Buffer.from(given, 'base64');
  const length = (bytes[1] ?? 0) - 0x80 + ((bytes[2] ?? 0) << 7);
  expect(given).toMatch(/^E[a-zA-Z0-9+/]+=*$/);
  expect(bytes.length).toBe(3 + length);
});

test('a signature is good for its thought alone, and whole only', () => {
  const given = signature('Look at the tests.');
  expect(isSigned('Look at the tests.', given)).toBe(true);
  expect(isSigned('Look at the test.', given)).toBe(false);
  expect(isSigned('Look at the tests.', given.slice(0, 64))).toBe(false);
  expect(isSigned('Look at the tests.', `${given.slice(0, -4)}AAAA`)).toBe(false);
  expect(isSigned('Look at the tests.', 'skip_thought_signature_validator')).toBe(false);
});

test('one of the real API passes, since nobody but that API can tell', () => {
  expect(isSigned('Anything.', 'EqQBCkYIARgCKkDmadeUp==')).toBe(true);
});
