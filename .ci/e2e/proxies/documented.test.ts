import { httpProxy, node } from './node.ts';
import { expectExactly, HANGS_UP, NOTICES_LATE } from './rows.ts';
import { apache, caddy, haproxy, lighttpd } from './servers.ts';

// What docs/proxies.md advises, run word for word.
expectExactly('as documented', {
  HAProxy: { start: haproxy(), finds: HANGS_UP },

  Apache: { start: apache(), finds: [...NOTICES_LATE, ...HANGS_UP] },

  '@fastify/http-proxy': { start: node('@fastify/http-proxy'), finds: NOTICES_LATE },

  'http-proxy-3': { start: node('http-proxy-3'), finds: [] },

  // Its `aborted` event of the request no longer comes once the request was read, so that nothing ever ends the
  // upstream's.
  'http-proxy': {
    start: httpProxy(),
    finds: [...NOTICES_LATE, 'warn common/cancellation/mid-stream'],
  },

  // It ends the chunked body in good order when the upstream breaks off; no directive was found that changes it.
  Caddy: { start: caddy(), finds: ['warn messages/stream-end/cut-is-visible'] },

  // Its own errors are HTML. Once it streams, a cut is a cut to the client, too, unless it comes with the bytes before it.
  lighttpd: {
    start: lighttpd(),
    finds: [...NOTICES_LATE, 'warn common/unreachable/never-html', 'warn common/unreachable/quick-json'],
    sometimes: ['warn messages/stream-end/cut-is-visible'],
  },
});
