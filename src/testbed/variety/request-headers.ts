import { collect, once } from '../../mock/layers/bytes.ts';
import { requestHeaders, requestTarget, withBody } from '../../mock/layers/request.ts';
import type { RawHeaders } from '../../wire/headers.ts';
import { header, headerList, withHeader, withoutHeaders } from '../../wire/headers.ts';
import type { Variety } from './variety.ts';

const BETA = 'anthropic-beta';

/** `x-api-key` as `X-Api-Key`. */
export function titled(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letters) => letters.toUpperCase());
}

/** The headers with those of the gateway, unless the client has sent them. */
export function adding(own: RawHeaders): (headers: RawHeaders) => RawHeaders {
  return (headers) => [...headers, ...own.filter(([name]) => header(headers, name) === undefined)];
}

/** The beta values as these lines; none where there are none. */
function betaLines(lines: (values: readonly string[]) => readonly string[]) {
  return requestHeaders((headers) => {
    const values = headerList(headers, BETA);
    if (values.length === 0) return headers;
    const others = withoutHeaders(headers, BETA);
    return [...others, ...lines(values).map((line) => [BETA, line] as const)];
  });
}

/** What gateways do to the headers and the framing of requests. */
export const requestVarieties: readonly Variety[] = [
  {
    id: 'request header names in lower case',
    layers: () => [requestHeaders((all) => all.map(([name, value]) => [name.toLowerCase(), value]))],
  },
  {
    id: 'request header names in title case',
    layers: () => [requestHeaders((all) => all.map(([name, value]) => [titled(name.toLowerCase()), value]))],
  },
  {
    id: 'request header names in capitals',
    layers: () => [requestHeaders((all) => all.map(([name, value]) => [name.toUpperCase(), value]))],
  },
  {
    id: 'request headers sorted by name',
    layers: () => [requestHeaders((all) => all.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))],
  },
  { id: 'a line for each beta value', layers: () => [betaLines((values) => values)] },
  { id: 'one line for all beta values', layers: () => [betaLines((values) => [values.join(', ')])] },
  { id: 'beta values without blanks', layers: () => [betaLines((values) => [values.join(',')])] },
  { id: 'beta values with many blanks', layers: () => [betaLines((values) => [values.join(' ,\t ')])] },
  {
    id: 'beta values in another order',
    layers: () => [betaLines((values) => [values.toReversed().join(',')])],
  },
  {
    id: 'headers about the way of a request',
    layers: () => [
      requestHeaders(
        adding([
          ['x-forwarded-for', '192.0.2.1, 198.51.100.7'],
          ['x-forwarded-proto', 'https'],
          ['x-forwarded-host', 'claude.example.com'],
          ['x-forwarded-port', '443'],
          ['x-real-ip', '192.0.2.1'],
          ['forwarded', 'for=192.0.2.1;proto=https;host=claude.example.com'],
          ['via', '1.1 edge, 2.0 claude.example.com'],
        ]),
      ),
    ],
  },
  {
    id: 'headers that trace a request',
    layers: () => [
      requestHeaders(
        adding([
          ['traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'],
          ['tracestate', 'rojo=00f067aa0ba902b7'],
          ['x-request-id', '6b4ae2d6-0d9c-4e14-a1f5-6d8b3c4a8f00'],
          ['x-correlation-id', '6b4ae2d6'],
          ['x-b3-traceid', '463ac35c9f6413ad48485a3953bb6124'],
          ['x-amzn-trace-id', 'Root=1-67891233-abcdef012345678912345678'],
          ['x-cloud-trace-context', '105445aa7843bc8bf206b12000100000/1;o=1'],
        ]),
      ),
    ],
  },
  {
    id: 'a user-agent with a name behind it',
    layers: () => [
      requestHeaders((all) =>
        withHeader(all, 'user-agent', `${header(all, 'user-agent') ?? ''} edge/1.0`.trim()),
      ),
    ],
  },
  {
    id: 'requests in chunks',
    layers: () => [
      requestHeaders((all) =>
        header(all, 'content-length') === undefined
          ? all
          : [...withoutHeaders(all, 'content-length'), ['transfer-encoding', 'chunked']],
      ),
    ],
  },
  {
    id: 'requests read whole and sent with their length',
    layers: () => [
      async (request, next) => {
        const body = await collect(request.body);
        return next(request.method === 'POST' ? withBody(request, body) : { ...request, body: once(body) });
      },
    ],
  },
  {
    id: 'a charset on the type of requests',
    layers: () => [
      requestHeaders((all) =>
        all.map(([name, value]) =>
          /^content-type$/i.test(name) && value === 'application/json'
            ? [name, 'application/json; charset=utf-8']
            : [name, value],
        ),
      ),
    ],
  },
  {
    id: 'any answer accepted',
    warns: ['bedrock/headers/tier-and-guardrail'],
    layers: () => [requestHeaders((all) => withHeader(all, 'accept', '*/*'))],
  },
  {
    id: 'plain answers asked for',
    layers: () => [requestHeaders((all) => withHeader(all, 'accept-encoding', 'identity'))],
  },
  {
    id: 'no accept-encoding passed on',
    layers: () => [requestHeaders((all) => withoutHeaders(all, 'accept-encoding'))],
  },
  {
    id: 'a parameter of its own in the query',
    layers: () => [requestTarget((target) => `${target}${target.includes('?') ? '&' : '?'}tenant=team-a`)],
  },
];
