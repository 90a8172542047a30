import { expect, test } from 'vitest';
import type { FormatId } from '../../src/contract/requirement.ts';
import { judged } from './judge.ts';
import { nginx, tuned } from './nginx.ts';

/** What nginx says by itself is HTML, and its header buffers hold 8 KB: so in every configuration. */
const OWN_WORDS = [
  'warn common/header-size/32-kb',
  'warn common/unreachable/never-html',
  'warn common/unreachable/quick-json',
];

interface Setting {
  /** Of the server, beside its location. */
  readonly server?: string;
  readonly format?: FormatId;
  readonly http2?: boolean;
}

/** What is found through nginx with these directives. */
function found(directives: string, { server, format = 'anthropic', http2 = false }: Setting = {}) {
  const own = { ...(server !== undefined && { server }), ...(http2 && { listen: 'http2' }) };
  return judged(nginx(directives, own), { format, http2 });
}

const TUNED = await tuned();

const FORMATS = ['anthropic', 'bedrock', 'vertex'] as const;

test.each(FORMATS)('nginx without buffering conforms, %s', async (format) => {
  expect(await found(TUNED, { format })).toEqual(OWN_WORDS);
});

test.each(FORMATS)('nginx without buffering conforms over HTTP/2, %s', async (format) => {
  expect(await found(TUNED, { format, http2: true })).toEqual(OWN_WORDS);
});

test.each(FORMATS)(
  'nginx as installed buffers streams, hides cuts and refuses large bodies, %s',
  async (format) => {
    // Bedrock's streams are binary and never compressed.
    const compressed = format === 'bedrock' ? [] : ['warn messages/compression/flushed-per-event'];
    expect(await found('', { format })).toEqual([
      'fail common/limits/body-1.5-mb',
      'fail messages/stream-pace/not-buffered',
      'fail messages/stream-pace/starts-at-once',
      ...OWN_WORDS,
      ...compressed,
      'warn messages/stream-end/cut-is-visible',
    ]);
  },
);

test('nginx that strips anthropic-beta', async () => {
  expect(await found(`${TUNED} proxy_set_header anthropic-beta '';`)).toEqual([
    'fail common/auth/login-keeps-its-value',
    'fail messages/betas/every-value',
    ...OWN_WORDS,
  ]);
});

test('nginx that caps the body at 1 MB', async () => {
  expect(await found(TUNED.replace('40m', '1m'))).toEqual(['fail common/limits/body-1.5-mb', ...OWN_WORDS]);
});

test('nginx that answers errors with its own pages', async () => {
  const pages = 'proxy_intercept_errors on; error_page 400 401 403 404 413 429 500 502 503 504 529 /sorry;';
  const sorry = "location = /sorry { internal; return 200 '<html>Sorry</html>'; }";
  expect(await found(TUNED + pages, { server: sorry })).toEqual([
    'fail common/error-envelope/shape-and-type',
    'fail common/error-envelope/wording',
    'fail common/error-envelope/wording-somewhere',
    'fail common/error-recovery/input-and-max-tokens',
    'fail common/error-recovery/prompt-too-long',
    'fail common/error-recovery/rejected-features',
    'fail common/error-status/rate-limit',
    'fail common/retry-headers/retry-after',
    'fail common/retry-headers/should-retry',
    'warn common/endpoints/unknown-path',
    'warn common/error-envelope/bytes',
    'warn common/header-size/32-kb',
    'warn common/response-headers/account-limits',
    'warn common/response-headers/plan-limits',
    'warn common/response-headers/request-id',
    'warn common/retry-headers/retry-after-of-5xx',
    'warn common/retry-headers/should-retry-of-5xx',
    'warn common/unreachable/never-html',
    'warn common/unreachable/quick-json',
  ]);
});
