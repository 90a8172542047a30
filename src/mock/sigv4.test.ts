import { expect, test } from 'vitest';
import { KEYS, MISMATCH, verdict } from '../testbed/aws.ts';
import { signed } from '../testbed/signing.ts';
import { type RawHeaders, withHeader } from '../wire/headers.ts';
import { dateOf } from './sigv4/claim.ts';
import { signatureOf } from './sigv4/signature.ts';
import { signatureProblem } from './sigv4.ts';

const HOST: RawHeaders = [['host', 'example.com']];
const INVOKE = '/model/anthropic.claude-opus-4-8/invoke';

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
