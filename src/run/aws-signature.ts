import { createHash } from 'node:crypto';
import type { RequirementId } from '../contract/index.ts';
import type { Exchange } from '../net/exchange.ts';
import { header, type RawHeaders } from '../wire/headers.ts';
import type { CheckContext, ProbeRequest } from './check.ts';

/** An `authorization` that was signed for AWS, with the service of its scope. */
const SIGNATURE = /^AWS4-HMAC-SHA256 .*Credential=[^/,\s]+\/\d{8}\/[^/,\s]+\/([^/,\s]+)\/aws4_request/;
/** What the client signs where it is there, beside `host`, which no two addresses share. */
const COVERED = ['anthropic-version', 'content-type', 'x-amz-content-sha256', 'x-amz-date'];

/**
 * Why AWS would refuse the signature of what arrived, as far as it shows without the secret key: none at all,
 * another service, a header that is covered and gone, another body. Undefined: nothing of that.
 */
export function signatureFlaw({ request }: Exchange, service: string): string | undefined {
  const authorization = header(request.headers, 'authorization') ?? '';
  const [, named] = SIGNATURE.exec(authorization) ?? [];
  if (named === undefined) return 'no AWS signature';
  if (named !== service) return `a signature for the service ${named}`;
  const signed = /SignedHeaders=([^,\s]+)/.exec(authorization)?.[1]?.split(';') ?? [];
  const gone = signed.find((name) => header(request.headers, name) === undefined);
  if (gone !== undefined) return `a signature over ${gone}, which is not there`;
  const claimed = header(request.headers, 'x-amz-content-sha256') ?? '';
  const isOther = /^[0-9a-f]{64}$/.test(claimed) && claimed !== sha256(request.body);
  return isOther ? 'a signature over another body' : undefined;
}

/** The request with a signature as the client makes it; it is made up, as nobody here has the key to look. */
export function withSignature(t: CheckContext, request: ProbeRequest, service: string): ProbeRequest {
  const scope = `AKIDEXAMPLE/20261123/us-east-1/${service}/aws4_request`;
  const own: RawHeaders = [
    ['x-amz-content-sha256', sha256(request.body ?? '')],
    ['x-amz-date', '20261123T141839Z'],
  ];
  const headers = [...request.headers, ...own];
  const covers = ['host', ...COVERED.filter((name) => header(headers, name) !== undefined)].sort().join(';');
  const signature = `SignedHeaders=${covers}, Signature=${sha256(t.invent('word'))}`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, ${signature}`;
  return { ...request, headers: [...headers, ['authorization', authorization]] };
}

/** Expects a request of `withSignature` to arrive with its signature and all that this covers. */
export function expectSignaturePassed(
  t: CheckContext,
  requirement: RequirementId,
  sent: ProbeRequest,
  arrival: Exchange,
): void {
  for (const name of ['authorization', ...COVERED]) {
    const isKept = header(arrival.request.headers, name) === header(sent.headers, name);
    t.expect(requirement, isKept, {
      expected: `${name} as signed`,
      actual: isKept ? 'the same' : 'another value, or none',
      where: { exchange: arrival.id, part: 'request-header', path: name },
    });
  }
  t.expect(requirement, sha256(arrival.request.body) === sha256(sent.body ?? ''), {
    expected: 'the body as signed',
    actual: 'another body',
    where: { exchange: arrival.id, part: 'request-body' },
  });
  t.expect(requirement, arrival.request.target.endsWith(sent.target), {
    expected: `path and query as signed: ${sent.target}`,
    actual: arrival.request.target,
    where: { exchange: arrival.id, part: 'request-line' },
  });
}

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
