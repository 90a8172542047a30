import { expect, test } from 'vitest';
import { KEYS } from '../testbed/aws.ts';
import { dateText, signed } from '../testbed/signing.ts';
import type { RawHeaders } from '../wire/headers.ts';
import { credentialProblem, type Demands } from './credentials.ts';
import { accessToken } from './google/token.ts';
import { route } from './routes.ts';

const BEDROCK = '/model/us.anthropic.claude-opus-5-5/invoke';
const VERTEX = '/projects/p/locations/global/publishers/anthropic/models/claude-opus-5:rawPredict';
const MESSAGES = '/v1/messages';
const bearer = (token: string) => [['Authorization', `Bearer ${token}`]] as const;

async function refusal(target: string, headers: RawHeaders, demands: Partial<Demands>) {
  const request = { method: 'POST', target, headers, body: Buffer.from('{}'), complete: true };
  const asked = route('POST', target);
  const problem = await credentialProblem(request, asked, { validation: 'none', ...demands });
  return problem && `${problem.status} ${problem.type}`;
}

const KEY = { apiKey: 'good' } as const;
const STRICT = { validation: 'strict' } as const;
const PAIR = { sigv4: KEYS } as const;
const [MISSING, UNKNOWN] = ['403 MissingAuthenticationTokenException', '403 UnrecognizedClientException'];
const NO_KEY = '403 AccessDeniedException';
const GOOGLE = '401 UNAUTHENTICATED';
const GIVEN_OUT = String(accessToken('account')['access_token']);

test.each<[string, RawHeaders, Partial<Demands>, string | undefined]>([
  // Without any demand everything is good.
  [BEDROCK, [], {}, undefined],
  [VERTEX, [], {}, undefined],
  [BEDROCK, bearer('any'), STRICT, undefined],
  [VERTEX, bearer('any'), STRICT, undefined],
  [BEDROCK, [['authorization', 'AWS4-HMAC-SHA256 anything']], STRICT, undefined],
  [BEDROCK, [], STRICT, MISSING],
  [VERTEX, [], STRICT, GOOGLE],
  // What other APIs take is none here.
  [BEDROCK, [['x-api-key', 'any']], STRICT, MISSING],
  [VERTEX, [['x-api-key', 'any']], STRICT, GOOGLE],
  [VERTEX, [['authorization', 'Basic any']], STRICT, GOOGLE],
  // The key that is demanded.
  [MESSAGES, [['x-api-key', 'good']], KEY, undefined],
  [MESSAGES, [['api-key', 'good']], KEY, undefined],
  [MESSAGES, [['api-key', 'bad']], KEY, '401 authentication_error'],
  [BEDROCK, bearer('good'), KEY, undefined],
  [VERTEX, bearer('good'), KEY, undefined],
  [BEDROCK, bearer('bad'), KEY, NO_KEY],
  [BEDROCK, [['authorization', 'AWS4-HMAC-SHA256 anything']], KEY, UNKNOWN],
  [VERTEX, bearer('bad'), KEY, GOOGLE],
  [BEDROCK, [], KEY, MISSING],
  [VERTEX, [], KEY, GOOGLE],
  [VERTEX, bearer(GIVEN_OUT), KEY, undefined],
  [VERTEX, bearer(`${GIVEN_OUT}x`), KEY, GOOGLE],
  [VERTEX, bearer(GIVEN_OUT.replace(/.$/, '*')), KEY, GOOGLE],
  [BEDROCK, bearer(GIVEN_OUT), KEY, NO_KEY],
  [MESSAGES, bearer(GIVEN_OUT), KEY, '401 authentication_error'],
  // The key pair that is demanded.
  [BEDROCK, [], PAIR, MISSING],
  [BEDROCK, bearer('any'), PAIR, NO_KEY],
  [BEDROCK, bearer('good'), { ...PAIR, ...KEY }, undefined],
  [BEDROCK, [['authorization', 'AWS4-HMAC-SHA256 anything']], PAIR, '403 IncompleteSignatureException'],
  [VERTEX, [], PAIR, undefined],
  [VERTEX, bearer('any'), PAIR, undefined],
  [MESSAGES, [], PAIR, undefined],
  [MESSAGES, [['x-api-key', 'any']], PAIR, undefined],
  [MESSAGES, [['authorization', 'AWS4-HMAC-SHA256 anything']], PAIR, '403 permission_error'],
])('%s with %j, where %j is demanded: %s', async (target, headers, demands, expected) => {
  expect(await refusal(target, headers, demands)).toBe(expected);
});

test('lists of profiles need the credential of Bedrock, the reachability probe needs none', async () => {
  const asked = (method: string, target: string) => {
    const request = { method, target, headers: [], body: Buffer.from(''), complete: true };
    return credentialProblem(request, route(method, target), { validation: 'strict', ...PAIR });
  };
  expect(await asked('GET', '/inference-profiles')).toMatchObject({ status: 403 });
  expect(await asked('HEAD', '/api/hello')).toBeUndefined();
});

test.each([
  [BEDROCK, 'bedrock', undefined, '403 InvalidSignatureException'],
  [MESSAGES, 'aws-external-anthropic', undefined, '403 permission_error'],
  ['/anthropic/v1/messages', 'bedrock-mantle', undefined, '403 permission_error'],
])('%s, signed for %s, is good as it was signed', async (target, service, good, changed) => {
  const request = await signed(
    target,
    service,
    [
      ['host', 'example.com'],
      ['anthropic-beta', 'one'],
    ],
    dateText(new Date()),
  );
  expect(await refusal(target, request.headers, PAIR)).toBe(good);
  expect(await refusal(`${target}?x=1`, request.headers, PAIR)).toBe(changed);
  const tampered = request.headers.map(([name, value]) => [name, value === 'one' ? 'two' : value] as const);
  expect(await refusal(target, tampered, PAIR)).toBe(changed);
});
