import AnthropicBedrock, { AnthropicBedrockMantle } from '@anthropic-ai/bedrock-sdk';
import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import AnthropicBedrock0 from 'bedrock-sdk-0';
import { describe, expect, test } from 'vitest';
import type { RequestRecord } from '../../net/exchange.ts';
import { listen } from '../../net/listen.ts';
import { KEYS, MISMATCH, verdict } from '../../testbed/aws.ts';
import { header, withHeader, withoutHeaders } from '../../wire/headers.ts';
import type { AwsKeys } from './signature.ts';

const TEMPORARY = { ...KEYS, sessionToken: 'a/session+token==' };
const ARN = 'arn:aws:bedrock:us-east-2:123456789012:application-inference-profile/abc123';
const MODELS = ['anthropic.claude-opus-4-8', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', ARN] as const;
const CONTENT = { max_tokens: 5, messages: [{ role: 'user' as const, content: 'hello' }] };
const MINUTE = 60_000;

const UNRECOGNIZED = {
  status: 403,
  type: 'UnrecognizedClientException',
  message: 'The security token included in the request is invalid.',
};
type Client = (url: string, model: string, keys: AwsKeys) => Promise<unknown>;

function aws(transport?: NodeHttpHandler): Client {
  return async (endpoint, modelId, credentials) => {
    const options = { region: 'us-east-1', endpoint, credentials, maxAttempts: 1 };
    const client = new BedrockRuntimeClient({ ...options, ...(transport && { requestHandler: transport }) });
    await client.send(new InvokeModelCommand({ modelId, body: JSON.stringify(CONTENT) }));
    client.destroy();
  };
}

function anthropic(Client: typeof AnthropicBedrock): Client {
  return (baseURL, model, { accessKeyId, secretAccessKey, sessionToken }) => {
    const keys = { awsAccessKey: accessKeyId, awsSecretKey: secretAccessKey };
    const token = sessionToken === undefined ? {} : { awsSessionToken: sessionToken };
    const client = new Client({ baseURL, awsRegion: 'us-east-1', maxRetries: 0, ...keys, ...token });
    return client.messages.create({ ...CONTENT, model });
  };
}

/** Both write `/` in a model id as `%2F`; the colon is `%3A` in what the AWS SDK sends, raw in the others. */
const CLIENTS: Readonly<Record<string, { readonly send: Client; readonly colon: string }>> = {
  // Signs `:authority` in place of `host`.
  'AWS SDK over HTTP/2': { send: aws(), colon: '%3A' },
  'AWS SDK over HTTP/1.1': { send: aws(new NodeHttpHandler()), colon: '%3A' },
  'bedrock-sdk 1.x': { send: anthropic(AnthropicBedrock), colon: ':' },
  'bedrock-sdk 0.x': { send: anthropic(AnthropicBedrock0 as unknown as typeof AnthropicBedrock), colon: ':' },
};

/** The first request that `send` makes, as it arrived. */
async function received(send: (url: string) => Promise<unknown>): Promise<RequestRecord> {
  const requests: RequestRecord[] = [];
  const listening = await listen({}, ({ method, target, headers, body, sink }) => {
    const pieces: Buffer[] = [];
    body.on('data', (bytes: Buffer) => pieces.push(bytes));
    body.on('end', () => {
      requests.push({ method, target, headers, body: Buffer.concat(pieces), complete: true });
      sink.head(200, [['content-type', 'application/json']]);
      sink.end(Buffer.from('{}'));
    });
  });
  try {
    await send(`http://127.0.0.1:${listening.port}`);
  } finally {
    await listening.close();
  }
  const [request] = requests;
  if (!request) throw new Error('nothing arrived');
  return request;
}

describe.each(Object.entries(CLIENTS))('%s', (_name, { send, colon }) => {
  test.each(MODELS)('signs a call of %s well', async (model) => {
    const request = await received((url) => send(url, model, KEYS));
    expect(request.target).toBe(`/model/${model.replaceAll(':', colon).replace('/', '%2F')}/invoke`);
    expect(await verdict(request)).toBeUndefined();
  });

  test('signs with a session token, which must be the right one', async () => {
    const request = await received((url) => send(url, ARN, TEMPORARY));
    expect(await verdict(request, TEMPORARY)).toBeUndefined();
    expect(await verdict(request, KEYS)).toEqual(UNRECOGNIZED);
    expect(await verdict(request, { ...KEYS, sessionToken: 'another' })).toEqual(UNRECOGNIZED);
    const headers = withoutHeaders(request.headers, 'x-amz-security-token');
    expect(await verdict({ ...request, headers }, TEMPORARY)).toEqual(UNRECOGNIZED);
  });

  test('cannot be altered after signing', async () => {
    const request = await received((url) => send(url, ARN, KEYS));
    const { target, headers } = request;
    const body = Buffer.from(request.body);
    body[20] = (body[20] ?? 0) ^ 1;
    const altered: Readonly<Record<string, Partial<RequestRecord>>> = {
      body: { body },
      'signed header': { headers: withHeader(headers, 'content-type', 'text/plain') },
      'signed header, twice': { headers: [...headers, ['content-type', 'application/json']] },
      'signed header, gone': { headers: withoutHeaders(headers, 'content-type') },
      host: { headers: withHeader(withoutHeaders(headers, ':authority'), 'host', 'example.com') },
      colon: { target: target.replaceAll(colon, colon === ':' ? '%3A' : ':') },
      slash: { target: target.replace('%2F', '/') },
      query: { target: `${target}?beta=true` },
      method: { method: 'PUT' },
    };
    expect(request.target).toContain(colon);
    for (const [what, change] of Object.entries(altered)) {
      expect(await verdict({ ...request, ...change }), what).toMatchObject(MISMATCH);
    }
    expect(await verdict(request, { ...KEYS, secretAccessKey: 'another' })).toMatchObject(MISMATCH);
  });

  test('is no worse for what a relay may do', async () => {
    const request = await received((url) => send(url, MODELS[1], KEYS));
    const upper = request.headers.map(([name, value]) => [name.toUpperCase(), value] as const);
    const relayed = [...upper, ['via', '1.1 relay'] as const].reverse();
    expect(await verdict({ ...request, headers: relayed })).toBeUndefined();
    // HTTP/2 has the host in `:authority`, HTTP/1.1 in `host`: one hop may speak either.
    const other = header(request.headers, ':authority') === undefined ? ':authority' : 'host';
    const headers = withoutHeaders(request.headers, ':authority', 'host');
    const host = header(request.headers, ':authority') ?? header(request.headers, 'host') ?? '';
    expect(await verdict({ ...request, headers: [...headers, [other, host]] })).toBeUndefined();
  });

  test('is valid for five minutes', async () => {
    const request = await received((url) => send(url, MODELS[0], KEYS));
    expect(await verdict(request, KEYS, 5 * MINUTE)).toBeUndefined();
    expect(await verdict(request, KEYS, -5 * MINUTE)).toBeUndefined();
    const expired =
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/;
    const invalid = { status: 403, type: 'InvalidSignatureException' };
    const late = await verdict(request, KEYS, 6 * MINUTE);
    expect(late).toEqual({ ...invalid, message: expect.stringMatching(expired) });
    const early = await verdict(request, KEYS, -6 * MINUTE);
    expect(early).toEqual({ ...invalid, message: expect.stringMatching(/^Signature not yet current: /) });
  });

  test('needs a known key id and an Authorization header', async () => {
    const request = await received((url) => send(url, MODELS[0], KEYS));
    expect(await verdict(request, { ...KEYS, accessKeyId: 'AKIDOTHER' })).toEqual(UNRECOGNIZED);
    const headers = withoutHeaders(request.headers, 'authorization');
    expect(await verdict({ ...request, headers })).toEqual({
      status: 403,
      type: 'MissingAuthenticationTokenException',
      message: 'Missing Authentication Token',
    });
  });
});

test('the Mantle client signs for a service of its own', async () => {
  const request = await received((baseURL) => {
    const { accessKeyId: awsAccessKey, secretAccessKey: awsSecretAccessKey } = KEYS;
    const options = { baseURL, apiKey: null, awsRegion: 'us-east-1', awsAccessKey, awsSecretAccessKey };
    return new AnthropicBedrockMantle(options).messages.create({ ...CONTENT, model: MODELS[0] });
  });
  expect(header(request.headers, 'authorization')).toContain('/us-east-1/bedrock-mantle/aws4_request');
  expect(await verdict(request)).toBeUndefined();
});
