import { SignatureV4 } from '@smithy/signature-v4';
import { withHeader, withoutHeaders } from '../../wire/headers.ts';
import type { GatewayRequest, Middleware } from '../middleware.ts';
import { route } from '../routes.ts';
import { type AwsKeys, Sha256 } from '../sigv4/signature.ts';
import { collect } from './bytes.ts';
import { type Keys, managed } from './credentials.ts';
import { withBody } from './request.ts';

/** What a gateway needs to sign for AWS. */
export interface Signing {
  readonly keys: AwsKeys;
  /** Host and port of the upstream, as its `host` header will name them. */
  readonly host: string;
}

/**
 * Signs requests with the signer of the AWS SDKs, in place of any credential, for the runtime of Bedrock. What
 * follows it on the way must leave path, query, body and headers alone.
 * @param signedAs the request as the signature is to cover it; another one than is sent makes a broken gateway
 */
export function signed(
  { keys, host }: Signing,
  signedAs: (request: GatewayRequest) => GatewayRequest = (request) => request,
): Middleware {
  const signer = new SignatureV4({
    credentials: keys,
    region: 'us-east-1',
    service: 'bedrock',
    sha256: Sha256,
  });
  return async (request, next) => {
    const body = await collect(request.body);
    // A body of a known length is what AWS wants; without one there is nothing to frame.
    const framed = body.length > 0 ? withBody(request, body) : { ...request, body: empty() };
    const bare = withoutHeaders(framed.headers, 'authorization', 'x-api-key', 'connection');
    const plain = { ...framed, headers: withHeader(bare, 'host', host) };
    const covered = signedAs(plain);
    const { headers } = await signer.sign(
      {
        method: covered.method,
        protocol: 'http:',
        hostname: host,
        path: covered.target.split('?', 1)[0] ?? '',
        query: queryOf(covered.target),
        headers: joined(covered),
        body,
      },
      {},
    );
    const own = ['authorization', 'x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token'];
    const added = own.flatMap((name) =>
      headers[name] === undefined ? [] : [[name, headers[name]] as const],
    );
    return next({ ...plain, headers: [...withoutHeaders(plain.headers, ...own), ...added] });
  };
}

/**
 * Checks the developer's credential, signs what is for Bedrock and sends a key elsewhere: the usual gateway
 * before AWS.
 * @throws Error when it was given nothing to sign with
 */
export function signing(keys: Keys, signedAs?: (request: GatewayRequest) => GatewayRequest): Middleware {
  if (!keys.aws) throw new Error('a gateway that signs needs AWS keys');
  const [check, sign] = [managed(keys), signedForBedrock(keys.aws, signedAs)];
  return (request, next) => check(request, (known) => sign(known, next));
}

/** Signs what is for Bedrock, and passes on the rest. */
export function signedForBedrock(
  by: Signing,
  signedAs?: (request: GatewayRequest) => GatewayRequest,
): Middleware {
  const sign = signed(by, signedAs);
  return (request, next) =>
    route(request.method, request.target).format.id === 'bedrock' ? sign(request, next) : next(request);
}

async function* empty(): AsyncGenerator<Uint8Array> {}

function queryOf(target: string): Record<string, string[]> {
  const query = new URLSearchParams(target.slice(target.indexOf('?') + 1 || target.length));
  return Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
}

/** One line for each name, as signatures see headers. */
function joined({ headers }: GatewayRequest): Record<string, string> {
  const lines: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    lines[key] = lines[key] === undefined ? value.trim() : `${lines[key]},${value.trim()}`;
  }
  return lines;
}
