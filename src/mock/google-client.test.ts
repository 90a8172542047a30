import { generateKeyPairSync } from 'node:crypto';
import { type GenerativeModel, VertexAI } from '@google-cloud/vertexai';
import { setupServer } from 'msw/node';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { BASE_URLS, mockHandlers } from '../msw.ts';
import { gather, refusalOf } from '../testbed/sdks.ts';
import { isObject } from '../wire/shape.ts';

const ACCOUNT = 'tester@a-project.iam.gserviceaccount.com';
const PROMPT = { contents: [{ role: 'user', parts: [{ text: 'lanterns at dusk' }] }] };

let privateKey = '';
beforeAll(() => {
  // Its vendor has deprecated the client, and each call would say so.
  vi.spyOn(console, 'warn').mockReturnValue();
  privateKey = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;
});

/** What the client asked for and what it was answered, in order. */
interface Seen {
  readonly request: Request;
  readonly response: Response;
}

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

/** Google's own client, with an account that nobody knows and a network in which there is only the mock. */
function client(location: string, model: string, apiEndpoint?: string) {
  const seen: Seen[] = [];
  const server = setupServer(...mockHandlers({ baseUrl: BASE_URLS.vertex }));
  server.listen({ onUnhandledRequest: 'error' });
  server.events.on('response:mocked', ({ request, response }) => {
    seen.push({ request, response: response.clone() });
  });
  cleanups.push(() => server.close());
  const credentials = { type: 'service_account', client_email: ACCOUNT, private_key: privateKey } as const;
  const vertex = new VertexAI({
    project: 'a-project',
    location,
    ...(apiEndpoint !== undefined && { apiEndpoint }),
    googleAuthOptions: { credentials, projectId: 'a-project' },
  });
  return { model: vertex.getGenerativeModel({ model }), seen };
}

/** The request of the call, which must carry the token of the token endpoint. */
async function authorised(seen: readonly Seen[]): Promise<URL> {
  const [token, call, ...more] = seen;
  expect(more).toEqual([]);
  if (!token || !call) throw new Error('there were fewer than two requests');
  expect(token.request.method).toBe('POST');
  expect(token.request.url).toBe('https://www.googleapis.com/oauth2/v4/token');
  const answer: unknown = await token.response.json();
  const access_token = isObject(answer) ? answer['access_token'] : undefined;
  expect(access_token).toMatch(/^ya29\.c\.[\w-]{43}$/);
  expect(call.request.method).toBe('POST');
  expect(call.request.headers.get('authorization')).toBe(`Bearer ${access_token}`);
  return new URL(call.request.url);
}
const USAGE = { promptTokenCount: 4, candidatesTokenCount: 4, totalTokenCount: 8 };
const MODEL_PATH = 'publishers/google/models/gemini-2.5-pro';

describe.each([
  ['us-east5', undefined, 'us-east5-aiplatform.googleapis.com'],
  ['global', 'aiplatform.googleapis.com', 'aiplatform.googleapis.com'],
  ['us', 'aiplatform.us.rep.googleapis.com', 'aiplatform.us.rep.googleapis.com'],
])('in %s', (location, endpoint, host) => {
  const path = `/v1/projects/a-project/locations/${location}/${MODEL_PATH}`;
  const start = () => client(location, 'gemini-2.5-pro', endpoint);

  test('reads a whole answer', async () => {
    const { model, seen } = start();
    const { response } = await model.generateContent(PROMPT);
    expect(response).toEqual({
      candidates: [
        { index: 0, content: { role: 'model', parts: [{ text: 'lanterns at dusk' }] }, finishReason: 'STOP' },
      ],
      usageMetadata: USAGE,
      modelVersion: 'gemini-2.5-pro',
      responseId: expect.stringMatching(/^[\w-]{22}$/),
    });
    expect(await authorised(seen)).toMatchObject({ host, pathname: `${path}:generateContent`, search: '' });
  });

  test('reads a stream', async () => {
    const { model, seen } = start();
    const { stream, response } = await model.generateContentStream(PROMPT);
    const { items, error } = await gather(stream);
    expect(error).toBeUndefined();
    expect(items.map(textOf)).toEqual(['lanterns', ' at dusk']);
    const whole = await response;
    expect(textOf(whole)).toBe('lanterns at dusk');
    expect(whole.usageMetadata).toEqual(USAGE);
    expect(whole.candidates?.[0]?.finishReason).toBe('STOP');
    const called = { host, pathname: `${path}:streamGenerateContent`, search: '?alt=sse' };
    expect(await authorised(seen)).toMatchObject(called);
  });

  test('counts tokens', async () => {
    const { model, seen } = start();
    expect(await model.countTokens(PROMPT)).toMatchObject({ totalTokens: 4, totalBillableCharacters: 16 });
    expect(await authorised(seen)).toMatchObject({ host, pathname: `${path}:countTokens` });
  });
});

function textOf(response: Awaited<ReturnType<GenerativeModel['generateContent']>>['response']) {
  return response.candidates?.[0]?.content.parts.map((part) => part.text).join('');
}

const CALLS = ['generateContent', 'generateContentStream', 'countTokens'] as const;

describe.each([
  ['claude-opus-5', PROMPT, 404, 'NOT_FOUND', /^Publisher Model `projects\/a-project\/.*` was not found/],
  ['gemini-2.5-pro', { contents: [] }, 400, 'INVALID_ARGUMENT', /at least one contents field is required/],
])('%s is refused with %o', (name, prompt, code, status, message) => {
  test.each(CALLS)('as Google refuses %s', async (call) => {
    const { model, seen } = client('us-east5', name);
    expect(await refusalOf(model[call](prompt))).toMatchObject({
      name: 'ClientError',
      message: expect.stringContaining(`got status: ${code}`),
      stackTrace: { code, status },
    });
    const { pathname } = await authorised(seen);
    expect(pathname).toContain(`/locations/us-east5/publishers/google/models/${name}:`);
    const refused = seen.at(-1)?.response;
    expect(refused?.status).toBe(code);
    const error = { code, status, message: expect.stringMatching(message) };
    expect(await refused?.json()).toEqual({ error });
  });
});
