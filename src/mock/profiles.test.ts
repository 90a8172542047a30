import { expect, test } from 'vitest';
import { readModelId } from '../wire/bedrock/model-id.ts';
import { MODELS } from './models.ts';
import { policyOf } from './policy.ts';
import { profileEntry, profilesList } from './profiles.ts';
import { respond } from './respond.ts';

interface Profile {
  inferenceProfileId: string;
  inferenceProfileArn: string;
  models: { modelArn: string }[];
}

function list(query = ''): { profiles: Profile[]; nextToken?: string } {
  const listing = profilesList(query);
  if (!listing.ok) throw new Error(listing.message);
  const { inferenceProfileSummaries: profiles, ...more } = JSON.parse(JSON.stringify(listing.body));
  return { profiles, ...more };
}

test('every model has a profile in every geography, with all that the real ones have', () => {
  const { profiles, ...more } = list('type=SYSTEM_DEFINED');
  expect(more).toEqual({});
  expect(profiles.length).toBe(MODELS.length * 4);
  expect(list().profiles).toEqual(profiles);
  expect(profiles[0]).toEqual({
    inferenceProfileName: 'US Claude Opus 5.5',
    description: 'Routes requests to Claude Opus 5.5 within US.',
    createdAt: '1970-01-01T00:00:00Z',
    updatedAt: '1970-01-01T00:00:00Z',
    inferenceProfileArn:
      'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-opus-5-5',
    models: ['us-east-1', 'us-east-2', 'us-west-2'].map((region) => ({
      modelArn: `arn:aws:bedrock:${region}::foundation-model/anthropic.claude-opus-5-5`,
    })),
    inferenceProfileId: 'us.anthropic.claude-opus-5-5',
    status: 'ACTIVE',
    type: 'SYSTEM_DEFINED',
  });
  const ids = profiles.map(({ inferenceProfileId }) => inferenceProfileId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain('us.anthropic.claude-sonnet-4-5-20250929-v1:0');
  expect(ids).toContain('eu.anthropic.claude-opus-4-6-v1');
});

test('id, ARN and the ARNs of the models name one model', () => {
  for (const { inferenceProfileId, inferenceProfileArn, models } of list().profiles) {
    const names = [inferenceProfileId, inferenceProfileArn, ...models.map(({ modelArn }) => modelArn)];
    // The global one has an ARN without region, too.
    const read = new Set(names.map((name) => readModelId(name.replace('bedrock:::', 'bedrock:x::'))?.claude));
    expect([...read]).toEqual([expect.stringMatching(/^claude-/)]);
  }
});

test('pages follow one another, and an account has no profiles of its own', () => {
  const all = list().profiles;
  const seen: Profile[] = [];
  for (let token: string | undefined = ''; token !== undefined; ) {
    const page = list(`maxResults=5${token === '' ? '' : `&nextToken=${token}`}`);
    seen.push(...page.profiles);
    token = page.nextToken;
  }
  expect(seen).toEqual(all);
  expect(list('type=APPLICATION')).toEqual({ profiles: [] });
});

test.each([
  ['type=OTHER', "Value 'OTHER' at 'type' failed"],
  ['maxResults=0', "Value '0' at 'maxResults' failed"],
  ['maxResults=1001', "Value '1001' at 'maxResults' failed"],
  ['maxResults=x', "Value 'x' at 'maxResults' failed"],
  ['nextToken=x', "Value 'x' at 'nextToken' failed"],
])('%s is refused', (query, text) => {
  const message = expect.stringContaining(
    `1 validation error detected: ${text} to satisfy constraint: Member`,
  );
  expect(profilesList(query)).toEqual({ ok: false, status: 400, type: 'ValidationException', message });
});

test('a profile is found by its id and by its ARN, and no other', () => {
  for (const profile of list().profiles) {
    const { inferenceProfileId: id, inferenceProfileArn: arn } = profile;
    expect(profileEntry(id)).toEqual({ ok: true, body: profile });
    expect(profileEntry(arn)).toEqual({ ok: true, body: profile });
  }
  const application = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123';
  for (const unknown of ['', 'anthropic.claude-opus-5', application]) {
    expect(profileEntry(unknown)).toMatchObject({ status: 404, type: 'ResourceNotFoundException' });
  }
});

test('the paths of the client: the id raw, the ARN with every character escaped', async () => {
  const ask = async (target: string) => {
    const request = { method: 'GET', target, headers: [], body: new Uint8Array(), complete: true };
    const { status, parts, headers } = await respond({ request, exchange: 'u1' }, policyOf({}));
    const [part] = parts;
    const body = JSON.parse(part && 'bytes' in part ? Buffer.from(part.bytes).toString() : 'null');
    return { status, body, type: new Map(headers).get('x-amzn-errortype') };
  };
  const [profile] = list().profiles;
  const { inferenceProfileId: id = '', inferenceProfileArn: arn = '' } = profile ?? {};
  expect(await ask(`/inference-profiles/${id}`)).toMatchObject({ status: 200, body: profile });
  expect(await ask(`/base/inference-profiles/${encodeURIComponent(arn)}`)).toMatchObject({ body: profile });
  const all = await ask('/inference-profiles?type=SYSTEM_DEFINED');
  expect(all.body.inferenceProfileSummaries.length).toBe(MODELS.length * 4);
  expect(await ask('/inference-profiles/none')).toEqual({
    status: 404,
    body: { message: 'Inference profile none not found' },
    type: expect.stringMatching(/^ResourceNotFoundException:/),
  });
});
