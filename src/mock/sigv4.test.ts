import AnthropicBedrock, { AnthropicBedrockMantle } from '@anthropic-ai/bedrock-sdk';
import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import AnthropicBedrock0 from 'bedrock-sdk-0';
import { describe, expect, test } from 'vitest';
import type { RequestRecord } from '../net/exchange.ts';
import { listen } from '../net/listen.ts';
import { header, type RawHeaders, withHeader, withoutHeaders } from '../wire/headers.ts';
import { dateOf } from './sigv4/claim.ts';
import { covered } from './sigv4/covered.ts';
import { type AwsKeys, signatureOf } from './sigv4/signature.ts';
import { signatureProblem } from './sigv4.ts';

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not/a+secret' };
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
const MISMATCH = {
  status: 403,
  type: 'InvalidSignatureException',
  message: expect.stringMatching(
    /^The request signature we calculated does not match the signature you prov/,
  ),
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

/** What the verdict is so many milliseconds after the request was signed. */
function verdict(request: RequestRecord, keys: AwsKeys = KEYS, later = 0) {
  const signed = dateOf(header(request.headers, 'x-amz-date') ?? '');
  return signatureProblem(request, keys, new Date(signed.getTime() + later));
}

/** A request of no client: these headers, all of them signed. */
async function signed(target: string, service: string, headers: RawHeaders): Promise<RequestRecord> {
  const [date, region] = ['20260102T030405Z', 'eu-west-1'];
  const all: RawHeaders = [...headers, ['x-amz-date', date]];
  const signedHeaders = all.map(([name]) => name);
  const request = { method: 'POST', target, headers: all, body: Buffer.from('{}'), complete: true };
  const scope = { keyId: KEYS.accessKeyId, day: '20260102', region, service, end: 'aws4_request' };
  const { signature } = await signatureOf(
    covered(request, { ...scope, date, signedHeaders, signature: '' }),
    KEYS,
  );
  const credential = Object.values(scope).join('/');
  const claim = `Credential=${credential},SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`;
  return { ...request, headers: [...all, ['Authorization', `AWS4-HMAC-SHA256 ${claim}`]] };
}

const HOST: RawHeaders = [['host', 'example.com']];
const INVOKE = '/model/anthropic.claude-opus-4-8/invoke';

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

test('computes the signature of the published example of AWS', async () => {
  const signedExample = {
    method: 'GET',
    path: '/',
    query: {},
    headers: { host: 'example.amazonaws.com', 'x-amz-date': '20150830T123600Z' },
    payloadHash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    date: '20150830T123600Z',
    region: 'us-east-1',
    service: 'service',
  };
  const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
  const { signature } = await signatureOf(signedExample, { accessKeyId: 'AKIDEXAMPLE', secretAccessKey });
  expect(signature).toBe('5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31');
});

test('shows what it would have signed, as Bedrock does', async () => {
  const request = await signed('/model/a%3A0/invoke?b=2&a=%20', 'bedrock', HOST);
  const problem = await verdict({ ...request, method: 'PUT' });
  expect(problem?.message).toContain(`should have been
'PUT
/model/a%253A0/invoke
a=%20&b=2
host:example.com
x-amz-date:20260102T030405Z

host;x-amz-date
44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'

The String-to-Sign should have been
'AWS4-HMAC-SHA256
20260102T030405Z
20260102/eu-west-1/bedrock/aws4_request
`);
});

test.each([
  [INVOKE, 'bedrock', undefined],
  ['/inference-profiles?maxResults=2', 'bedrock', undefined],
  ['/anthropic/v1/messages', 'bedrock-mantle', undefined],
  ['/v1/messages', 'aws-external-anthropic', undefined],
  // The host is called so, the service is not.
  [INVOKE, 'bedrock-runtime', "Credential should be scoped to correct service: 'bedrock'."],
  ['/v1/messages', 'bedrock', expect.stringContaining("correct service: 'bedrock-mantle' or")],
])('%s signed for %s', async (target, service, message) => {
  const problem = await verdict(await signed(target, service, HOST));
  if (message === undefined) expect(problem).toBeUndefined();
  else expect(problem).toEqual({ status: 403, type: 'InvalidSignatureException', message });
});

test('a payload may be left unsigned, if the signature says so', async () => {
  const unsigned = ['x-amz-content-sha256', 'UNSIGNED-PAYLOAD'] as const;
  const request = await signed(INVOKE, 'bedrock', [...HOST, unsigned]);
  expect(await verdict({ ...request, body: Buffer.from('{"any":1}') })).toBeUndefined();
  const plain = await signed(INVOKE, 'bedrock', HOST);
  const later = { ...plain, headers: [...plain.headers, unsigned], body: Buffer.from('{"any":1}') };
  expect(await verdict(later)).toMatchObject(MISMATCH);
});

test('blanks and the order of the query do not count, further values do', async () => {
  const request = await signed(`${INVOKE}?x=b&x=a&%zz&y`, 'bedrock', [...HOST, ['x-one', 'b  c']]);
  expect(
    await verdict({ ...request, headers: withHeader(request.headers, 'x-one', ' b c ') }),
  ).toBeUndefined();
  const twice = withHeader(request.headers, 'x-one', 'b c,a');
  expect(await verdict({ ...request, target: `${INVOKE}?%zz=&y=&x=b&x=a` })).toBeUndefined();
  expect(await verdict({ ...request, headers: twice })).toMatchObject(MISMATCH);
});

/** Parts of a good claim, to be spoilt one at a time. */
const GOOD = {
  algorithm: 'AWS4-HMAC-SHA256',
  credential: 'Credential=AKIDEXAMPLE/20260102/eu-west-1/bedrock/aws4_request',
  names: 'SignedHeaders=host;x-amz-date',
  signature: `Signature=${'0'.repeat(64)}`,
  date: '20260102T030405Z',
};

test.each<[Partial<Record<keyof typeof GOOD, string>>, string, string]>([
  [
    { credential: '' },
    'IncompleteSignature',
    "Authorization header requires 'Credential' parameter. (Hashed",
  ],
  [{ names: '' }, 'IncompleteSignature', "Authorization header requires 'SignedHeaders' parameter. (Hashed"],
  [{ signature: '' }, 'IncompleteSignature', "Authorization header requires 'Signature' parameter. (Hashed"],
  [{ date: '' }, 'IncompleteSignature', 'Authorization header requires existence of either a'],
  [{ date: '2026-01-02T03:04:05Z' }, 'IncompleteSignature', "Date must be in ISO-8601 'basic format'. Got"],
  [{ date: '20260102T030465Z' }, 'IncompleteSignature', "Date must be in ISO-8601 'basic format'. Got"],
  [
    { algorithm: 'AWS4-HMAC-SHA512' },
    'IncompleteSignature',
    "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA512'",
  ],
  [
    { credential: 'Credential=AKIDEXAMPLE/a/b' },
    'IncompleteSignature',
    'Credential must have exactly 5 slash-',
  ],
  [
    { names: 'SignedHeaders=x-amz-date' },
    'IncompleteSignature',
    "'Host' or ':authority' must be a 'SignedHeader'",
  ],
  [
    { credential: 'Credential=AKIDEXAMPLE/20260103/Europe/s3/aws5' },
    'InvalidSignature',
    "Credential should be scoped to a valid region, not 'Europe'. Credential should be scoped to correct service: 'bedrock'. Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5'. Date in Credential scope does not match",
  ],
])('a claim with %o is refused', async (spoilt, type, start) => {
  const { algorithm, credential, names, signature, date } = { ...GOOD, ...spoilt };
  const authorization = `${algorithm} ${[credential, names, signature].filter((part) => part !== '').join(', ')}`;
  const dated: RawHeaders = date === '' ? [] : [['x-amz-date', date]];
  const headers: RawHeaders = [...HOST, ...dated, ['authorization', authorization]];
  const request = { method: 'POST', target: INVOKE, headers, body: Buffer.from('{}'), complete: true };
  const problem = await signatureProblem(request, KEYS, dateOf('20260102T030405Z'));
  expect(problem).toMatchObject({ status: 403, type: `${type}Exception` });
  expect(problem?.message.startsWith(start), problem?.message).toBe(true);
});

test('a credential of another kind is no signature', async () => {
  const headers: RawHeaders = [...HOST, ['authorization', 'Basic c2VjcmV0']];
  const request = { method: 'POST', target: INVOKE, headers, body: Buffer.from('{}'), complete: true };
  const problem = await signatureProblem(request, KEYS);
  expect(problem?.type).toBe('IncompleteSignatureException');
  expect(problem?.message).not.toContain('c2VjcmV0');
});
