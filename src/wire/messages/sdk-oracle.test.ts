import { existsSync, readdirSync, readFileSync } from 'node:fs';
import nock from 'nock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SDKS } from '../../testbed/sdks.ts';
import { readStream } from './stream.ts';

/**
 * What the official SDKs make of recorded streams, as a judge of our accumulation that nobody here wrote.
 * nock plays the recordings under the API's own host; anything else would be a leak and fails.
 */
const FOLDER = new URL('../../../../shared/recordings/anthropic/', import.meta.url);
const present = existsSync(FOLDER);
const where = present ? 'recorded streams' : 'PASSES WITHOUT LOOKING: no recordings beside the project';
/** Only a ceiling for a busy machine. */
const PATIENCE = { timeout: 120_000 };

interface Recording {
  readonly id: string;
  readonly response: { readonly body: string };
}

const streams: Recording[] = present
  ? readdirSync(FOLDER)
      .map((name): Recording => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')))
      .filter(({ response }) => response.body.startsWith('event: message_start'))
  : [];

beforeAll(() => nock.disableNetConnect());
afterAll(() => {
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
});

test.each(SDKS)(`$name adds streams up to the same message (${where})`, PATIENCE, async (sdk) => {
  const { messages } = sdk.client({ apiKey: 'any' }).beta;
  for (const { id, response } of streams) {
    nock('https://api.anthropic.com')
      .post(/^\/v1\/messages/)
      .reply(200, response.body, { 'content-type': 'text/event-stream; charset=utf-8' });
    const request = {
      model: 'any',
      max_tokens: 1,
      messages: [{ role: 'user' as const, content: 'again' }],
    };
    const theirs = await messages.stream(request).finalMessage();
    const ours = readStream(Buffer.from(response.body)).message();
    expect(JSON.parse(JSON.stringify(theirs)), id).toMatchObject(ours ?? { missing: 'our message' });
  }
  if (present) expect(streams.length).toBeGreaterThan(300);
});
