import { encodeChunk } from '../encode/event-stream.ts';
import { managed } from '../layers/credentials.ts';
import { frames } from '../layers/frames.ts';
import { requestBody, requestHeaders, requestTarget } from '../layers/request.ts';
import { responseHeaders } from '../layers/response.ts';
import type { Middleware } from '../middleware.ts';
import { unusual } from './unusual.ts';

/** What a client library of AWS does not make itself: the credential, the host and the framing. */
const OF_THE_CALL = /^(host|content-length|transfer-encoding|authorization|x-api-key)$/i;
const GIVEN_BACK =
  /^(content-type|content-length|transfer-encoding|x-amzn-requestid|x-amzn-errortype|retry-after)$/i;

/** Body printed anew, its own headers, `:` as the library escapes it, frames decoded and built again. */
const LIBRARY: readonly Middleware[] = [
  responseHeaders((headers) => headers.filter(([name]) => GIVEN_BACK.test(name))),
  requestHeaders((headers) => [
    ...headers.filter(([name]) => OF_THE_CALL.test(name)),
    ['content-type', 'application/json'],
    ['accept', '*/*'],
  ]),
  requestTarget((target) => target.replaceAll(':', '%3A')),
  requestBody((body) => Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))))),
  frames(
    () => (one) =>
      one.carried.is === 'event' ? [encodeChunk(one.carried.event, { padding: false })] : [one],
  ),
];

export default unusual({
  id: 'aws-sdk-behind',
  title: 'Speaks to Bedrock through a client library of AWS',
  formats: ['bedrock'],
  warns: [
    'bedrock/frames/bytes',
    'bedrock/headers/tier-and-guardrail',
    'bedrock/reply-extras/headers',
    'common/bytes/number-literals',
    'common/bytes/same-text',
    'common/retry-headers/should-retry-of-5xx',
  ],
  layers: (keys) => [managed(keys), ...LIBRARY],
});
