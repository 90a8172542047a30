import { type HttpHandler, http } from 'msw';
import { BASE_URLS, below } from './mock/base-urls.ts';
import { fetchSink } from './mock/fetch-response.ts';
import { play } from './mock/play.ts';
import { type PolicyOptions, policyOf } from './mock/policy.ts';
import { respond } from './mock/respond.ts';
import { Scripts } from './mock/scripts.ts';
import { withHeader } from './wire/headers.ts';

export { BASE_URLS } from './mock/base-urls.ts';

export interface MockHandlerOptions extends PolicyOptions {
  /**
   * Where the client believes the API to be; `*` stands for any part of a host name. Default
   * `BASE_URLS.anthropic`, which is `https://api.anthropic.com`; `BASE_URLS` has those of the other formats.
   */
  readonly baseUrl?: string | readonly string[];
}

/** Handlers for `setupServer`, and the way to open the gates of their answers. */
export interface MockHandlers extends ReadonlyArray<HttpHandler> {
  /** Opens the next gate of the answers of the Scenario of this name, or all there will ever be. */
  release(scenario: string, gates: 'next' | 'all'): void;
}

/** A test knows what its own client sent; there is no journal here. */
const unrecorded = () => ({
  exchange: { response: { status: 0, headers: [], chunks: [] } },
  journal: { changed: () => {} },
  now: () => 0,
});

/**
 * The reference mock inside a test's own process, without a port: handlers for msw (`msw/node` only) that
 * answer every request below `baseUrl` as `gateway-check mock` would. Streams keep
 * their delays and gates; a cut or reset is a network error, before the answer or in its body.
 * What only a socket can show (header case and order, HTTP/2, RST) needs `startMock`.
 *
 * @example
 * import { mockHandlers } from 'gateway-check/msw';
 * import { setupServer } from 'msw/node';
 *
 * const content = [{ type: 'tool_use', name: 'get_weather', input: { city: 'Paris' } }];
 * const scenarios = [{ match: { lastUserText: 'weather' }, answer: { message: { content } } }];
 * const server = setupServer(...mockHandlers({ scenarios, validation: 'strict' }));
 * beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
 * afterAll(() => server.close());
 */
export function mockHandlers(options: MockHandlerOptions = {}): MockHandlers {
  const policy = policyOf(options);
  const held = new Scripts();
  let count = 0;
  const { baseUrl = BASE_URLS.anthropic } = options;
  const handler = http.all(below([baseUrl].flat()), async ({ request }) => {
    const { host, pathname, search } = new URL(request.url);
    const recorded = {
      method: request.method,
      target: pathname + search,
      // Fetch keeps the host out of the headers; a signature covers it.
      headers: withHeader([...request.headers], 'host', host),
      body: new Uint8Array(await request.arrayBuffer()),
      complete: true,
    };
    count += 1;
    const reply = await respond({ request: recorded, exchange: `u${count}` }, policy);
    const { sink, response } = fetchSink(request);
    const gates = held.gates(reply.gates ?? '');
    const playing = play(reply, { sink, gates, ...unrecorded() });
    sink.onClose(() => playing.stop());
    return response;
  });
  return Object.assign([handler], { release: held.release.bind(held) });
}
