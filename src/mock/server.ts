import type { Certificates } from '../net/certificates.ts';
import type { Exchange } from '../net/exchange.ts';
import { Journal, MOCK_LIMITS } from '../net/journal.ts';
import { type Call, type Listening, type ListenOptions, listenAt } from '../net/listen.ts';
import type { Upstream } from '../net/upstream.ts';
import { control, isControl } from './control.ts';
import { findMark } from './find-mark.ts';
import { Gathered } from './gathered.ts';
import { type Playing, play } from './play.ts';
import { type PolicyOptions, policyOf } from './policy.ts';
import type { Reply } from './reply.ts';
import { type Policy, respond } from './respond.ts';
import { route } from './routes.ts';
import { Scripts } from './scripts.ts';
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
  const open = new Set<(detail: string) => void>();
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
    answer(call, `u${count}`, { journal, scripts, policy, open });
  });
  const [url, ...further] = listening.map(urlOf) as [string, ...string[]];
  const upstream = inProcess(url, journal, scripts);
  const access = accessTo(listening, options.controlToken);
  controls = access && { upstream, journal, scripts, ...access };
  const close = async () => {
    for (const abandon of open) abandon('the mock was closed');
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

interface Desk {
  readonly journal: Journal;
  readonly scripts: Scripts;
  readonly policy: Policy;
  /** How to give up each exchange that is still open. */
  readonly open: Set<(detail: string) => void>;
}

const NOTHING = new Uint8Array();

/** Journals one call as it comes in, answers it and notes how it ended. */
function answer(call: Call, id: string, { journal, scripts, policy, open }: Desk): void {
  const started = performance.now();
  const now = () => performance.now() - started;

  const { method, target, headers, sink } = call;
  const asked = route(method, target);
  const { operation } = asked;
  const exchange: Exchange = {
    id,
    vantage: 'upstream',
    transport: call.transport,
    startedAt: Date.now(),
    request: { method, target, headers, body: NOTHING, complete: false },
    response: { status: 0, headers: [], chunks: [] },
    operation,
    ended: 'open',
    endedMs: 0,
  };
  journal.add(exchange);

  const settle = (how: Exchange['ended'], detail?: string) => {
    if (exchange.ended !== 'open') return;
    open.delete(abandon);
    exchange.ended = how;
    if (detail !== undefined) exchange.detail = detail;
    exchange.endedMs = now();
    journal.ended(exchange);
  };
  const abandon = (detail: string) => settle('cut', detail);
  open.add(abandon);

  const body = new Gathered(headers);
  /** Keeps what has arrived and reads its mark. */
  const take = () => {
    exchange.request.body = body.bytes;
    const mark = scripts.any ? findMark(exchange.request, (known) => scripts.has(known)) : undefined;
    if (mark !== undefined) exchange.mark = mark;
    return mark;
  };

  let playing: Playing | undefined;
  sink.onClose((whole, detail) => {
    playing?.stop();
    if (!exchange.request.complete) take();
    settle(playing?.ending() ?? (whole ? 'complete' : 'client-gone'), detail);
  });
  call.body.on('data', (bytes: Buffer) => body.add(bytes));
  call.body.on('end', () => {
    if (!call.whole()) return;
    exchange.request.complete = true;
    const mark = take();
    journal.changed();
    const script = mark === undefined ? undefined : scripts.find(mark, operation);
    const begin = (reply: Reply) => {
      // The caller may have left while its signature was verified.
      if (exchange.ended !== 'open') return;
      const gates = scripts.gates(mark ?? reply.gates ?? '');
      playing = play(reply, { exchange, journal, sink, gates, now });
    };
    // A script may name a header or a status that cannot be sent; that must not end the mock.
    const giveUp = (error: unknown) => {
      settle('reset', error instanceof Error ? error.message : String(error));
      sink.reset();
    };
    try {
      const reply = respond({ request: exchange.request, asked, exchange: id, script }, policy);
      if (reply instanceof Promise) reply.then(begin).catch(giveUp);
      else begin(reply);
    } catch (error) {
      giveUp(error);
    }
  });
}
