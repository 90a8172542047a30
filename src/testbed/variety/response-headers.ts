import { isStream, responseHeaders } from '../../mock/layers/response.ts';
import type { Middleware } from '../../mock/middleware.ts';
import type { RawHeaders } from '../../wire/headers.ts';
import { withoutHeaders } from '../../wire/headers.ts';
import { titled } from './request-headers.ts';
import type { Variety } from './variety.ts';

/** Answers with further header lines. */
export function answeringWith(...own: RawHeaders): Middleware {
  return responseHeaders((headers) => [...headers, ...own]);
}

/** Answers with these lines in place of those of the same names. */
export function answeringInstead(...own: RawHeaders): Middleware {
  return responseHeaders((headers) => [...withoutHeaders(headers, ...own.map(([name]) => name)), ...own]);
}

/** Content types written in another way; those of binary streams, which the SDK of AWS compares, stay. */
function typed(write: (type: string) => string): Middleware {
  return responseHeaders((headers) =>
    headers.map(([name, value]) =>
      /^content-type$/i.test(name) && !value.startsWith('application/vnd')
        ? [name, write(value)]
        : [name, value],
    ),
  );
}

const bare = (type: string) => type.split(';', 1)[0]?.trim() ?? type;

/** What gateways do to the headers of answers. */
export const responseVarieties: readonly Variety[] = [
  {
    id: 'answer header names in lower case',
    layers: () => [responseHeaders((all) => all.map(([name, value]) => [name.toLowerCase(), value]))],
  },
  {
    id: 'answer header names in title case',
    layers: () => [responseHeaders((all) => all.map(([name, value]) => [titled(name.toLowerCase()), value]))],
  },
  { id: 'answer headers backwards', layers: () => [responseHeaders((all) => all.toReversed())] },
  { id: 'types with a charset', layers: () => [typed((type) => `${bare(type)}; charset=utf-8`)] },
  {
    id: 'types with a charset in capitals',
    layers: () => [typed((type) => `${bare(type)};charset="UTF-8"`)],
  },
  { id: 'types without parameters', layers: () => [typed(bare)] },
  {
    id: 'types in mixed case',
    layers: () => [
      typed((type) => bare(type).replace('json', 'JSON').replace('text/event-stream', 'Text/Event-Stream')),
    ],
  },
  {
    id: 'two vary lines',
    layers: () => [answeringWith(['vary', 'origin'], ['vary', 'accept-encoding, origin'])],
  },
  { id: 'vary: *', layers: () => [answeringWith(['vary', '*'])] },
  {
    id: 'cookies',
    layers: () => [
      answeringWith(
        ['set-cookie', 'AWSALB=abc; Expires=Mon, 30 Nov 2026 22:00:00 GMT; Path=/'],
        ['set-cookie', '__cf_bm=xyz; path=/; HttpOnly; Secure; SameSite=None'],
      ),
    ],
  },
  {
    id: 'security headers',
    layers: () => [
      answeringWith(
        ['strict-transport-security', 'max-age=31536000; includeSubDomains'],
        ['x-content-type-options', 'nosniff'],
        ['x-frame-options', 'DENY'],
        ['content-security-policy', "default-src 'none'"],
        ['referrer-policy', 'no-referrer'],
      ),
    ],
  },
  {
    id: 'headers for browsers',
    layers: () => [
      answeringWith(
        ['access-control-allow-origin', '*'],
        ['access-control-expose-headers', '*'],
        ['access-control-allow-credentials', 'true'],
      ),
    ],
  },
  {
    id: 'another way to the gateway',
    layers: () => [answeringWith(['alt-svc', 'h3=":443"; ma=86400'], ['server-timing', 'total;dur=12.3'])],
  },
  { id: 'a date of its own', layers: () => [answeringInstead(['date', 'Mon, 23 Nov 2026 22:00:00 GMT'])] },
  { id: 'a server of its own', layers: () => [answeringInstead(['server', 'openresty/1.27.1.1'])] },
  {
    id: 'caching forbidden in more words',
    layers: () => [
      answeringInstead(
        ['cache-control', 'private, no-cache, no-store, no-transform, max-age=0'],
        ['pragma', 'no-cache'],
        ['expires', '0'],
      ),
    ],
  },
  { id: 'x-accel-buffering: no', layers: () => [answeringWith(['x-accel-buffering', 'no'])] },
  {
    id: 'limits of its own',
    layers: () => [
      answeringWith(
        ['ratelimit', '"default";r=50;t=30'],
        ['ratelimit-policy', '"default";q=100;w=60'],
        ['x-ratelimit-limit-minute', '100'],
        ['x-ratelimit-remaining-minute', '99'],
      ),
    ],
  },
  {
    id: 'JSON in chunks',
    layers: () => [
      responseHeaders((all, response) => (isStream(response) ? all : withoutHeaders(all, 'content-length'))),
    ],
  },
  {
    id: 'an etag',
    layers: () => [answeringWith(['etag', 'W/"5f-abc"'], ['accept-ranges', 'none'])],
  },
];
