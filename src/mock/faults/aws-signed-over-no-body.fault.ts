import { createHash } from 'node:crypto';
import { type RawHeaders, withoutHeaders } from '../../wire/headers.ts';
import { whenStreamed } from '../layers/streamed.ts';
import { fault } from './fault.ts';

/** The hash of no bytes at all. */
const EMPTY = createHash('sha256').digest('hex');
const SCOPE = 'AKIDEXAMPLE/20261123/us-east-1/aws-external-anthropic/aws4_request';
const SIGNED: RawHeaders = [
  ['x-amz-content-sha256', EMPTY],
  ['x-amz-date', '20261123T141839Z'],
  [
    'authorization',
    `AWS4-HMAC-SHA256 Credential=${SCOPE}, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=${EMPTY}`,
  ],
];

export default fault({
  id: 'aws-signed-over-no-body',
  title: 'Signs streams before it has read their body',
  seenIn: [],
  urls: [],
  formats: ['aws'],
  trips: ['aws/credential/fits-the-request'],
  layers: () => [
    whenStreamed((request, next) =>
      next({ ...request, headers: [...withoutHeaders(request.headers, 'x-api-key'), ...SIGNED] }),
    ),
  ],
});
