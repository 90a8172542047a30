import { expect, test } from 'vitest';
import { repeatCommand } from './repeat.ts';

test('no header takes a secret into the command that repeats a check, not even a configuration in one', () => {
  const config = {
    provider: 'anthropic',
    api_key: 'provider-key-1',
    custom_host: 'http://127.0.0.1:8788/v1',
  };
  const header = [`x-portkey-config: ${JSON.stringify(config)}`, 'x-team-key: our-own-key-2', 'x-team: blue'];
  const words = repeatCommand('http://127.0.0.1:8787', { header }, 'seed')('a/b/c', 'anthropic');
  expect(words).not.toMatch(/provider-key-1|our-own-key-2/);
  expect(words).toContain('"custom_host":"http://127.0.0.1:8788/v1"');
  expect(words).toContain("--header 'x-team: blue'");
});
