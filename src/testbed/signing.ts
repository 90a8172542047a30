import { covered } from '../mock/sigv4/covered.ts';
import { signatureOf } from '../mock/sigv4/signature.ts';
import type { RequestRecord } from '../net/exchange.ts';
import type { RawHeaders } from '../wire/headers.ts';
import { KEYS } from './aws.ts';

/** A moment in the form of AWS: `20261123T185306Z`. */
export function dateText(moment: Date): string {
  return moment.toISOString().replace(/[-:]|\.\d+/g, '');
}

/** A request of no client with the body `{}`: these headers, all of them signed with the test's keys. */
export async function signed(
  target: string,
  service: string,
  headers: RawHeaders,
  date = '20260102T030405Z',
): Promise<RequestRecord> {
  const region = 'eu-west-1';
  const all: RawHeaders = [...headers, ['x-amz-date', date]];
  const signedHeaders = all.map(([name]) => name);
  const request = { method: 'POST', target, headers: all, body: Buffer.from('{}'), complete: true };
  const scope = { keyId: KEYS.accessKeyId, day: date.slice(0, 8), region, service, end: 'aws4_request' };
  const claimed = { ...scope, date, signedHeaders, signature: '' };
  const { signature } = await signatureOf(covered(request, claimed), KEYS);
  const credential = Object.values(scope).join('/');
  const claim = `Credential=${credential},SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`;
  return { ...request, headers: [...all, ['Authorization', `AWS4-HMAC-SHA256 ${claim}`]] };
}
