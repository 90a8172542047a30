import type { RequestRecord } from '../net/exchange.ts';
import { header } from '../wire/headers.ts';
import type { Refusal } from './encode/errors.ts';
import { route } from './routes.ts';
import { type Claim, readClaim } from './sigv4/claim.ts';
import { covered } from './sigv4/covered.ts';
import type { AwsKeys, Signature } from './sigv4/signature.ts';

/** How far a clock may be off, in milliseconds. */
const WINDOW = 5 * 60_000;
/** `us-east-1`, `us-gov-west-1`, `eusc-de-east-1`. */
const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d+$/;

/**
 * Why AWS would refuse the signature of a request, judged over the bytes that arrived: a gateway that
 * changes a signed request, or decodes its path, breaks it. Query signatures (presigned URLs) count as none.
 * @returns status 403, the name for `x-amzn-errortype` and the message as AWS words them; undefined: it is good
 */
export async function signatureProblem(
  request: RequestRecord,
  keys: AwsKeys,
  now: Date = new Date(),
): Promise<Refusal | undefined> {
  const authorization = header(request.headers, 'authorization');
  if (authorization === undefined) {
    return refusal('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const date = header(request.headers, 'x-amz-date');
  const claim = readClaim(authorization, date);
  if ('problem' in claim) return refusal('IncompleteSignatureException', claim.problem);
  const misplaced = scopeProblem(claim, servicesAt(request)) ?? clockProblem(claim.date, now);
  if (misplaced !== undefined) return refusal('InvalidSignatureException', misplaced);
  const token = header(request.headers, 'x-amz-security-token');
  if (claim.keyId !== keys.accessKeyId || token !== keys.sessionToken) {
    const message = 'The security token included in the request is invalid.';
    return refusal('UnrecognizedClientException', message);
  }
  // Loaded only where requests are signed at all.
  const { signatureOf } = await import('./sigv4/signature.ts');
  const expected = await signatureOf(covered(request, claim), keys);
  if (expected.signature === claim.signature) return undefined;
  return refusal('InvalidSignatureException', mismatch(expected));
}

/** For which services calls of this request line are signed. */
function servicesAt({ method, target }: RequestRecord): readonly string[] {
  const isBedrock = route(method, target).format.id === 'bedrock';
  return isBedrock ? ['bedrock'] : ['bedrock-mantle', 'aws-external-anthropic'];
}

function scopeProblem(
  { day, region, service, end, date }: Claim,
  services: readonly string[],
): string | undefined {
  const problems: string[] = [];
  if (!REGION.test(region)) {
    problems.push(`Credential should be scoped to a valid region, not '${region}'.`);
  }
  if (!services.includes(service)) {
    problems.push(`Credential should be scoped to correct service: '${services.join("' or '")}'.`);
  }
  if (end !== 'aws4_request') {
    problems.push(`Credential should be scoped with a valid terminator: 'aws4_request', not '${end}'.`);
  }
  if (!date.startsWith(`${day}T`)) {
    const what = 'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP';
    problems.push(`${what}: '${day}' != '${date.slice(0, 8)}', from '${date}'.`);
  }
  return problems.length === 0 ? undefined : problems.join(' ');
}

/** The form of these dates sorts as text. */
function clockProblem(date: string, now: Date): string | undefined {
  const at = (offset: number) => new Date(now.getTime() + offset).toISOString().replace(/[-:]|\.\d+/g, '');
  const [earliest, latest] = [at(-WINDOW), at(WINDOW)];
  if (date < earliest) {
    return `Signature expired: ${date} is now earlier than ${earliest} (${at(0)} - 5 min.)`;
  }
  if (date <= latest) return undefined;
  return `Signature not yet current: ${date} is still later than ${latest} (${at(0)} + 5 min.)`;
}

/** Bedrock shows what it would have signed, which is where a changed request can be seen. */
function mismatch({ canonicalRequest, stringToSign }: Signature): string {
  return [
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    `The Canonical String for this request should have been\n'${canonicalRequest}'`,
    `The String-to-Sign should have been\n'${stringToSign}'\n`,
  ].join('\n\n');
}

function refusal(type: string, message: string): Refusal {
  return { status: 403, type, message };
}
