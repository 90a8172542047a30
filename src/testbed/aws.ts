import { expect } from 'vitest';
import { dateOf } from '../mock/sigv4/claim.ts';
import type { AwsKeys } from '../mock/sigv4/signature.ts';
import { signatureProblem } from '../mock/sigv4.ts';
import type { RequestRecord } from '../net/exchange.ts';
import { header } from '../wire/headers.ts';

export const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not/a+secret' };

/** Something that was signed has changed. */
export const MISMATCH = {
  status: 403,
  type: 'InvalidSignatureException',
  message: expect.stringMatching(
    /^The request signature we calculated does not match the signature you prov/,
  ),
};

/** What the verdict is so many milliseconds after the request was signed. */
export function verdict(request: RequestRecord, keys: AwsKeys = KEYS, later = 0) {
  const signed = dateOf(header(request.headers, 'x-amz-date') ?? '');
  return signatureProblem(request, keys, new Date(signed.getTime() + later));
}
