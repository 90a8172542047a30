import { expect, test } from 'vitest';
import type { RequestRecord } from '../../net/exchange.ts';
import { KEYS, MISMATCH, verdict } from '../../testbed/aws.ts';
import { header, type RawHeaders } from '../../wire/headers.ts';
import type { GatewayRequest, Middleware } from '../middleware.ts';
import { collect, once } from './bytes.ts';
import { signed, signing } from './sign.ts';

const HOST = 'bedrock-runtime.us-east-1.amazonaws.com';
const AWS = { keys: KEYS, host: HOST };
const ARN = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile%2Fabc';

/** What a layer sends upstream for a request. */
async function sentBy(
  layer: Middleware,
  { method = 'POST', target = '/model/m/invoke', headers = [], body = '{"a":"漢字"}' }: Given,
): Promise<RequestRecord[]> {
  const sent: RequestRecord[] = [];
  const request: GatewayRequest = {
    method,
    target,
    headers: [['Host', 'gateway.example'], ...headers],
    body: once(body),
    gone: new AbortController().signal,
    connection: {},
  };
  await layer(request, async (one) => {
    sent.push({ ...one, body: await collect(one.body), complete: true });
    return { status: 200, headers: [], body: once('') };
  });
  return sent;
}

interface Given {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: RawHeaders;
  readonly body?: string;
}

test.each<[string, Given]>([
  ['a plain model', {}],
  ['an ARN with raw colons', { target: `/model/${ARN}/invoke-with-response-stream` }],
  ['an ARN that is escaped whole', { target: `/model/${ARN.replaceAll(':', '%3A')}/invoke` }],
  ['a query', { target: '/model/m/invoke?b=1&a=x%20y&b=2&c=' }],
  ['no body', { method: 'GET', target: '/inference-profiles?type=SYSTEM_DEFINED', body: '' }],
  [
    'odd headers',
    {
      headers: [
        ['X-Many', 'a'],
        ['x-many', '  b   c '],
        ['Authorization', 'Bearer developer'],
        ['Transfer-Encoding', 'chunked'],
      ],
    },
  ],
])('what is signed is what AWS accepts: %s', async (_what, given) => {
  const [sent] = await sentBy(signed(AWS), given);
  expect(sent && (await verdict(sent))).toBeUndefined();
  expect(header(sent?.headers ?? [], 'host')).toBe(HOST);
  expect(JSON.stringify(sent?.headers)).not.toContain('developer');
});

test('a signature over anything else is what AWS refuses', async () => {
  const layer = signed(AWS, (request) => ({ ...request, target: decodeURIComponent(request.target) }));
  const [sent] = await sentBy(layer, { target: `/model/${ARN}/invoke` });
  expect(sent && (await verdict(sent))).toMatchObject(MISMATCH);
});

test('a gateway signs what is for Bedrock, has a key elsewhere, and nothing for strangers', async () => {
  const keys = { accepted: ['dev'], provider: 'corp', aws: AWS };
  const known: RawHeaders = [['authorization', 'Bearer dev']];
  const [bedrock] = await sentBy(signing(keys), { headers: known });
  expect(bedrock && (await verdict(bedrock))).toBeUndefined();
  const [messages] = await sentBy(signing(keys), { headers: known, target: '/v1/messages' });
  expect(header(messages?.headers ?? [], 'x-api-key')).toBe('corp');
  expect(await sentBy(signing(keys), {})).toEqual([]);
  expect(() => signing({ accepted: [], provider: 'corp' })).toThrow('needs AWS keys');
});
