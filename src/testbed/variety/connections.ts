import { requestTarget } from '../../mock/layers/request.ts';
import { textAnswer } from '../../mock/layers/response.ts';
import type { GatewayResponse, Middleware } from '../../mock/middleware.ts';
import type { RawHeaders } from '../../wire/headers.ts';
import type { Variety } from './variety.ts';

/** Answers with something more around them. */
export function around(
  more: Partial<Pick<GatewayResponse, 'ahead' | 'connection' | 'trailers'>>,
): Middleware {
  return async (request, next) => ({ ...(await next(request)), ...more });
}

const HINT: RawHeaders = [['link', '</style.css>; rel=preload; as=style']];
/** The prefix under which some gateways serve one team. */
const TEAM = '/team-a/claude';
const strips = () => [requestTarget((target) => target.replace(TEAM, ''))];

/** What gateways do to connections, and where they are. */
export const connectionVarieties: readonly Variety[] = [
  { id: '103 early hints', layers: () => [around({ ahead: [{ status: 103, headers: HINT }] })] },
  { id: '102 processing', layers: () => [around({ ahead: [{ status: 102, headers: [] }] })] },
  { id: '100 continue unasked', layers: () => [around({ ahead: [{ status: 100, headers: [] }] })] },
  {
    id: 'several informational answers',
    layers: () => [
      around({
        ahead: [102, 103, 103].map((status) => ({
          status: status === 102 ? 102 : 103,
          headers: status === 102 ? [] : HINT,
        })),
      }),
    ],
  },
  { id: 'connection: close', layers: () => [around({ connection: [['connection', 'close']] })] },
  {
    id: 'how long connections live',
    layers: () => [
      around({
        connection: [
          ['connection', 'keep-alive'],
          ['keep-alive', 'timeout=5, max=100'],
        ],
      }),
    ],
  },
  {
    id: 'an upgrade that nobody asked for',
    layers: () => [
      around({
        connection: [
          ['upgrade', 'h2,h2c'],
          ['connection', 'Upgrade, Keep-Alive'],
        ],
      }),
    ],
  },
  { id: 'trailers', layers: () => [around({ trailers: () => [['server-timing', 'total;dur=12.3']] })] },
  { id: 'HTTP/2', target: { http2: true } },
  {
    id: 'trailers over HTTP/2',
    target: { http2: true },
    layers: () => [around({ trailers: () => [['server-timing', 'total;dur=12.3']] })],
  },
  {
    id: 'early hints over HTTP/2',
    target: { http2: true },
    layers: () => [around({ ahead: [{ status: 103, headers: HINT }] })],
  },
  { id: 'a slash behind the address', base: '/' },
  { id: 'a path of its own', base: TEAM, layers: strips },
  { id: 'a path of its own with a slash behind it', base: `${TEAM}/`, layers: strips },
  { id: 'a path that it passes on', base: TEAM },
  {
    id: 'a page for warm-ups',
    formats: ['anthropic'],
    layers: () => [
      (request, next) =>
        request.method === 'HEAD'
          ? Promise.resolve(textAnswer(200, 'text/html', '', [['content-length', '1270']]))
          : next(request),
    ],
  },
];
