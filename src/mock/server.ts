import type { Certificates } from '../net/certificates.ts';
import { Journal, MOCK_LIMITS } from '../net/journal.ts';
import { type Listening, type ListenOptions, listenAt } from '../net/listen.ts';
import type { Upstream } from '../net/upstream.ts';
import { control, isControl } from './control.ts';
import { type PolicyOptions, policyOf } from './policy.ts';
import { Scripts } from './scripts.ts';
import { type Serving, serve } from './serving.ts';
import { inProcess } from './upstream.ts';

export interface MockOptions extends PolicyOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Further places that lead to the same mock. */
  readonly also?: readonly Pick<ListenOptions, 'host' | 'port'>[];
  /** Take TLS on the same ports, too. */
  readonly tls?: Certificates;
  /**
   * Demanded by the control API. Without it that API is there only on a loopback address, where nobody
   * else can reach it.
   */
  readonly controlToken?: string;
  /** Where exchanges are recorded; default: one that keeps the last few hundred. */
  readonly journal?: Journal;
}

/** A running mock. */
export interface Mock extends AsyncDisposable {
  readonly url: string;
  /** The base URLs of the further places, in their order. */
  readonly also: readonly string[];
  readonly journal: Journal;
  readonly upstream: Upstream;
  /** Ends what is still open and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts the reference mock, which is also the recording upstream: it journals every request as it
 * arrived, then answers as scripted for the request's mark, or by Scenario, or by default.
 * @throws the system's error when the port cannot be had
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const journal = options.journal ?? new Journal(MOCK_LIMITS);
  const scripts = new Scripts();
  const policy = policyOf(options);
  const open = new Set<Serving>();
  const desk = { journal, scripts, policy, open };
  let count = 0;
  const { also = [], tls } = options;
  /** Undefined while the ports are being opened, too, when nobody can know of it. */
  let controls: Parameters<typeof control>[1] | undefined;
  const others = also.map((place) => ({ ...place, ...(tls && { tls }) }));
  const listening = await listenAt([options, ...others], (call) => {
    if (controls && isControl(call.target)) {
      // Only a caller that has left gets here.
      control(call, controls).catch(() => call.sink.cut());
      return;
    }
    count += 1;
    serve(call, `u${count}`, desk);
  });
  const [url, ...further] = listening.map(urlOf) as [string, ...string[]];
  const upstream = inProcess(url, journal, scripts);
  const access = accessTo(listening, options.controlToken);
  controls = access && { upstream, journal, scripts, ...access };
  const close = async () => {
    for (const call of open) call.settle('cut', 'the mock was closed');
    await Promise.all(listening.map((port) => port.close()));
  };
  return { url, also: further, journal, upstream, close, [Symbol.asyncDispose]: close };
}

function urlOf({ host, port }: Listening): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Who may use the control API; undefined: nobody. */
function accessTo(
  listening: readonly Listening[],
  token: string | undefined,
): { isLocal: boolean; token?: string } | undefined {
  const isLocal = listening.every(({ host }) => /^(localhost|127\..*|::1)$/.test(host));
  if (token === undefined) return isLocal ? { isLocal } : undefined;
  return { isLocal, token };
}
