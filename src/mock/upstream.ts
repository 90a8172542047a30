import type { Exchange } from '../net/exchange.ts';
import { type Journal, RUN_LIMITS } from '../net/journal.ts';
import type { Upstream } from '../net/upstream.ts';
import type { Scripts } from './scripts.ts';

/** The recording upstream of this process, at `url`. */
export function inProcess(url: string, journal: Journal, scripts: Scripts): Upstream {
  const exchanges = (mark: string) =>
    journal.exchanges.filter((exchange) => exchange.vantage === 'upstream' && exchange.mark === mark);
  const reached = (exchange: Exchange, until: 'arrived' | 'ended') =>
    until === 'arrived' ? exchange.request.complete : exchange.ended !== 'open';
  return {
    url,
    script: async (script) => {
      scripts.add(script);
      // Whoever scripts a mock has come for its journal.
      journal.limits = RUN_LIMITS;
    },
    release: async (mark, gates) => scripts.release(mark, gates),
    exchanges: async (mark) => exchanges(mark),
    wait: (mark, until, signal) =>
      journal.waitFor(() => {
        const found = exchanges(mark);
        return found.some((exchange) => reached(exchange, until)) ? found : undefined;
      }, signal),
    unmarked: async (since) =>
      journal.exchanges.filter(
        ({ vantage, mark, startedAt }) => vantage === 'upstream' && mark === undefined && startedAt >= since,
      ),
  };
}
