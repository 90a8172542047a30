import AnthropicBedrock from '@anthropic-ai/bedrock-sdk';
import { expect, test } from 'vitest';
import { KEYS } from '../testbed/aws.ts';
import { during } from '../testbed/mocking.ts';
import { refusalOf } from '../testbed/sdks.ts';
import type { TerminalOptions } from '../testbed/terminal.ts';

const ASK = {
  model: 'us.anthropic.claude-opus-5-5',
  max_tokens: 9,
  messages: [{ role: 'user' as const, content: 'hi' }],
};
const { accessKeyId, secretAccessKey } = KEYS;
const ID = ['--aws-access-key-id', accessKeyId];
const TOKEN = 'a/session+token==';

/** Asks with good keys, with the token of a temporary pair if given, then with a bad secret. */
async function asked(args: readonly string[], options: TerminalOptions = {}, awsSessionToken?: string) {
  return during(
    args,
    async (baseURL) => {
      const keys = { awsAccessKey: accessKeyId, ...(awsSessionToken && { awsSessionToken }) };
      const client = (awsSecretKey: string) =>
        new AnthropicBedrock({ baseURL, awsRegion: 'us-east-1', maxRetries: 0, ...keys, awsSecretKey });
      expect((await client(secretAccessKey).messages.create(ASK)).content[0]).toMatchObject({ text: 'hi' });
      const refused = await refusalOf(client('another-secret').messages.create(ASK));
      expect(refused).toMatchObject({ status: 403 });
    },
    options,
  );
}

test.each([
  ['the option', [...ID, '--aws-secret-access-key', secretAccessKey], {}],
  ['the environment', ID, { AWS_SECRET_ACCESS_KEY: secretAccessKey }],
  [
    'the environment, beside a token of another pair',
    ID,
    { AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_ACCESS_KEY_ID: 'AKIDOTHER', AWS_SESSION_TOKEN: TOKEN },
  ],
])('signatures are verified with the secret of %s, which is never shown', async (_from, args, env) => {
  const { stdout, stderr } = await asked(args, { env });
  expect(stderr).toMatch(/ 200 default\n/);
  expect(stderr).toMatch(/ 403 refused: The request signature we calculated does not match/);
  expect(stdout + stderr).not.toContain(secretAccessKey);
});

test('a temporary pair has its token in the environment', async () => {
  const env = {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: TOKEN,
  };
  const { stdout, stderr } = await asked(ID, { env }, TOKEN);
  expect(stdout + stderr).not.toContain(TOKEN);
});

test('variables of the AWS tools alone change nothing', async () => {
  const env = { AWS_ACCESS_KEY_ID: 'AKIDOTHER', AWS_SECRET_ACCESS_KEY: 'x' };
  await during(
    [],
    async (url) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', ...ASK, model: undefined });
      const answer = await fetch(`${url}/model/${ASK.model}/invoke`, { method: 'POST', headers, body });
      expect(await answer.text()).toContain('"text":"hi"');
    },
    { env },
  );
});
