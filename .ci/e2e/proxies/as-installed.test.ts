import { asInstalled } from './as-installed.ts';
import { expectExactly, HANGS_UP, NOTICES_LATE } from './rows.ts';

/** Header blocks of more than the 8 to 16 KB that most servers hold. */
const SHORT_HEADERS = ['warn common/header-size/32-kb'];

/** Held events, and so no readable ones of a compressed stream, of which there are none in Bedrock. */
const COMPRESSED = ['warn messages/compression/flushed-per-event'];

expectExactly('as installed', {
  HAProxy: {
    start: asInstalled.haproxy,
    finds: [...NOTICES_LATE, ...SHORT_HEADERS, ...HANGS_UP],
  },

  // `%3A` arrives as `:`, which no longer fits a signature; `%2F` is answered with its own 404.
  Apache: {
    start: asInstalled.apache,
    finds: [...NOTICES_LATE, ...HANGS_UP],
    also: { bedrock: ['fail bedrock/credential/signature-passes', 'fail bedrock/model-ids/one-segment'] },
  },

  // Its 502 has no body.
  Caddy: {
    start: asInstalled.caddy,
    finds: ['warn common/unreachable/quick-json', 'warn messages/stream-end/cut-is-visible'],
  },

  // All of the answer is collected, so that it has a length and no cut shows. `%2F` arrives as `/`, and a
  // header block may have 8 KB.
  lighttpd: {
    start: asInstalled.lighttpd,
    finds: [
      ...NOTICES_LATE,
      'fail common/header-size/12-kb',
      ...SHORT_HEADERS,
      'warn common/unreachable/never-html',
      'warn common/unreachable/quick-json',
      'fail messages/stream-pace/not-buffered',
      'fail messages/stream-pace/starts-at-once',
      'warn messages/stream-end/cut-is-visible',
    ],
    also: {
      anthropic: [...COMPRESSED, 'warn messages/stream-headers/invites-no-buffering'],
      bedrock: ['fail bedrock/model-ids/one-segment'],
      vertex: [...COMPRESSED, 'warn messages/stream-headers/invites-no-buffering'],
    },
  },

  // Its own errors have the shape of fastify, which is JSON, but no error of the Messages API.
  '@fastify/http-proxy': {
    start: asInstalled.fastifyHttpProxy,
    finds: [...NOTICES_LATE, ...SHORT_HEADERS],
    also: { anthropic: ['warn common/unreachable/quick-json'] },
  },

  // When the upstream closes in the middle of a stream, the client waits on an open connection.
  'http-proxy-3': {
    start: asInstalled.httpProxy3,
    finds: [...SHORT_HEADERS, 'warn messages/stream-end/cut-is-visible'],
  },
});
