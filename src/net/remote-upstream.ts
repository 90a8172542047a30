import { CONTROL_PATH, decodeExchanges, TOKEN_HEADER } from './control-protocol.ts';
import type { Exchange } from './exchange.ts';
import type { Upstream } from './upstream.ts';

/** The mock cannot be reached, or doesn't let us control it; the message says why and what to do. */
export class UpstreamUnavailable extends Error {
  override readonly name = 'UpstreamUnavailable';
}

/**
 * The recording upstream of a mock that runs elsewhere, over its control API.
 * @param url base URL of the mock   @param token its control token, if it was started with one
 * @throws UpstreamUnavailable when there is no such mock, or it refuses the token
 */
export async function connectUpstream(url: string, token?: string): Promise<Upstream> {
  const base = url.replace(/\/+$/, '');
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = {
      'content-type': 'application/json',
      ...(token !== undefined && { [TOKEN_HEADER]: token }),
    };
    const response = await reach(url, `${base}${CONTROL_PATH}${path}`, {
      ...init,
      headers,
      redirect: 'error',
    });
    if (response.ok) return response;
    throw new UpstreamUnavailable(await refusal(url, response));
  };
  const post = async (path: string, body: unknown): Promise<void> => {
    const response = await ask(path, { method: 'POST', body: JSON.stringify(body) });
    await response.arrayBuffer();
  };
  const list = async (path: string, signal?: AbortSignal): Promise<readonly Exchange[] | undefined> => {
    const text = await (await ask(path, signal ? { signal } : {})).text();
    return text === 'null' ? undefined : decodeExchanges(text);
  };

  const greeting = member(await (await ask('')).text(), 'mock');
  if (greeting !== 'gateway-check') {
    throw new UpstreamUnavailable(`${url} answers, but is no gateway-check mock.`);
  }
  return {
    url: base,
    script: (script) => post('/scripts', script),
    release: (mark, gates) => post('/release', { mark, gates }),
    exchanges: async (mark) => (await list(`/exchanges?mark=${encodeURIComponent(mark)}`)) ?? [],
    wait: async (mark, until, signal) => {
      for (;;) {
        // The mock answers with nothing after a while, so that no proxy takes the connection for dead.
        const found = await list(`/wait?mark=${encodeURIComponent(mark)}&until=${until}`, signal);
        if (found) return found;
      }
    },
    unmarked: async (since) => (await list(`/unmarked?since=${since}`)) ?? [],
  };
}

async function reach(mock: string, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw init.signal.reason;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const told = cause instanceof Error ? cause.message : String(cause);
    throw new UpstreamUnavailable(`${mock} cannot be reached: ${told}. Is gateway-check mock running there?`);
  }
}

async function refusal(mock: string, response: Response): Promise<string> {
  const told = member(await response.text(), 'error');
  if (response.status === 403) {
    return `${mock} does not let itself be controlled: ${told ?? 'status 403'}. Give its token with --control-token.`;
  }
  if (told !== undefined) return `${mock} refused: ${told}`;
  return `${mock} answers with status ${response.status}, so it is no gateway-check mock.`;
}

/** The string that a JSON object has under `key`; undefined if the text is anything else. */
function member(text: string, key: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const members: readonly (readonly [string, unknown])[] =
      typeof value === 'object' && value !== null ? Object.entries(value) : [];
    const found = members.find(([name]) => name === key)?.[1];
    return typeof found === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}
